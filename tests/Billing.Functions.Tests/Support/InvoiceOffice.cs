using System.Text.Json;
using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Notices;
using Billing.Plans;
using Billing.Statements;
using Billing.TopUps;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Functions.Tests.Support;

/// <summary>What documents payments and plans, over real tables; its tasks are of the test class that runs.</summary>
public sealed class InvoiceOffice(TableServiceClient tables, TimeProvider clock, LegalEntities? entities = null)
{
    public static string[] Tables { get; } = [DocumentTable.Name, SeriesTable.Name, NoticeTable.Name];

    public LedgerTable Ledger { get; } = new(tables);

    public DocumentTable Documents { get; } = new(tables);

    public SeriesTable Series { get; } = new(tables.GetTableClient(SeriesTable.Name), TimeProvider.System, new(3));

    public InvoiceTaskTable Tasks { get; } = new(tables.GetTableClient(Azurite.Own(InvoiceTaskTable.Name)));

    public DocumentDesk Desk => new(Documents, Series, Ledger, new(Ledger, TimeProvider.System, new(2)), clock);

    public DocumentDrafts Drafts => new(
        Documents, Tasks, new(tables), new(Ledger), new BalancePaymentTable(Ledger), entities ?? SomeInvoices.Entities,
        SomeInvoices.Taxes,
        new(Documents, Ledger, new(Ledger), new StatementReader(Ledger, new(Ledger)), clock), clock);

    public InvoiceWork Work => new(Tasks, Drafts, Desk, clock, NullLogger<InvoiceWork>.Instance);

    public static async Task<InvoiceOffice> Open(Azurite azurite, TimeProvider clock, LegalEntities? entities = null)
    {
        foreach (var table in Tables) await azurite.Table(table);
        await azurite.Table(Azurite.Own(InvoiceTaskTable.Name));
        return new(await azurite.Tables(), clock, entities);
    }

    /// <summary>The timer's run.</summary>
    public Task Sweep() => new IssueInvoices(Tasks, Work, clock).Run(new(), default);

    /// <summary>Brings all facts that wait in an account's ledger to the office, as the bus does.</summary>
    public async Task Deliver(AccountId account)
    {
        var outbox = new OutboxTable(tables, Ledger);
        foreach (var row in await outbox.Waiting(account, default))
        {
            var waiting = OutboxTable.Read(account, row);
            await Work.Take(NoticeOf(waiting), default);
            await outbox.Remove(row, default);
        }
    }

    /// <summary>All documents of an account, the oldest first.</summary>
    public async Task<IReadOnlyList<StoredDocument>> All(AccountId account) =>
        [.. (await Documents.List(account, new(), null, 10_000, default)).Reverse()];

    /// <summary>The documents in a line: number, total, tax, what was taken back.</summary>
    public async Task<string> Shown(AccountId account) => string.Join("; ", (await All(account)).Select(stored =>
    {
        var it = stored.Document;
        var number = it.Number is { } given ? given.Value.Split('-')[1] : "processing";
        var tax = it.Treatment == TaxTreatment.Taxed
            ? $" tax {it.Sheet.Tax.ToDecimalString()}"
            : $" {Billing.Platform.EnumText.Format(it.Treatment)}";
        var credited = stored.Credited.IsZero ? "" : $" less {stored.Credited.ToDecimalString()}";
        return $"{number} {it.Sheet.Lines.FirstOrDefault()?.Kind} {it.Total.ToDecimalString()}{tax}{credited}";
    }));

    private static Notice NoticeOf(WaitingFact waiting)
    {
        using var body = JsonDocument.Parse(waiting.Fact.Body);
        var at = body.RootElement.GetProperty("at").GetDateTimeOffset();
        return new(waiting.Account, waiting.Seq, waiting.Fact.Kind, at, waiting.Fact.Body);
    }
}
