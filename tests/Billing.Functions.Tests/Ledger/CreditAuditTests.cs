using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>Payments beside a ledger, as simple as can be, held against its movements.</summary>
public sealed class CreditAuditTests(Azurite azurite)
{
    private static readonly CreditWitness Payments = new(
        LedgerKeys.PaymentRow,
        "I12 as in life",
        (_, row) => row.TryGetValue("Paid", out var paid) ? [TopUp((string)paid, row.GetString("Payment"))] : [],
        fact => fact is MovementFact.TopUpCredited);

    [Fact]
    public async Task Each_payment_that_succeeded_has_its_movement_and_each_movement_its_payment()
    {
        var (table, account) = await Credited();
        await table.Rows.AddEntityAsync(Row(account, "2", null));

        Assert.Equal("sound", await Audit(table, account));
    }

    [Fact]
    public async Task A_credit_without_its_payment_is_found_at_its_movement()
    {
        var (table, account) = await Credited();
        await table.Rows.DeleteEntityAsync(LedgerKeys.Partition(account), $"P|1|{account}", ETag.All);

        Assert.Equal($"T|20260310|{LedgerKeys.Number(2)}|{account} I12 as in life", await Audit(table, account));
    }

    [Theory]
    [InlineData("1", "pay-1", "99")]
    [InlineData("2", "pay-1", "100")]
    [InlineData("2", "pay-2", "100")]
    public async Task A_payment_without_its_movement_is_found_at_its_row(string key, string payment, string paid)
    {
        var (table, account) = await Credited();
        await table.Rows.UpsertEntityAsync(Row(account, key, paid, payment));

        Assert.Equal($"P|{key}|{account} I12 as in life", await Audit(table, account));
    }

    [Fact]
    public async Task A_payment_that_cannot_be_read_is_found()
    {
        var (table, account) = await Credited();
        var row = Row(account, "2", null);
        row["Paid"] = 7;
        await table.Rows.AddEntityAsync(row);

        Assert.StartsWith($"P|2|{account} I11", await Audit(table, account), StringComparison.Ordinal);
    }

    /// <summary>The audit has replayed the ledger and comes to the payments.</summary>
    [Fact]
    public async Task A_payment_that_is_credited_during_the_audit_is_no_finding()
    {
        var (table, account) = await Credited();
        var racing = new RacingTable(table.Rows, () => Pay(table, account, "2", "5", "pay-2"));

        Assert.Equal("sound", await Audit(new(racing), account));

        Assert.Equal(1, racing.Races);
        Assert.Equal("sound", await Audit(table, account));
    }

    private async Task<(LedgerTable Table, AccountId Account)> Credited()
    {
        var (table, account) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account("credited"));
        await Pay(table, account, "1", "100", "pay-1");
        return (table, account);
    }

    private static async Task Pay(LedgerTable table, AccountId account, string key, string paid, string payment)
    {
        var head = await table.Load(account, default);
        var credit = TopUp(paid, payment);
        var entry = head.State.IsOpen ? Entry(credit) : Entry(Opened(), credit);
        TableTransactionAction row = new(TableTransactionActionType.Add, Row(account, key, paid, payment));
        Assert.IsType<CommitResult.Committed>(await table.Commit(head, entry, [row], default));
    }

    private static TableEntity Row(AccountId account, string key, string? paid, string payment = "pay-1")
    {
        var row = new TableEntity(LedgerKeys.Partition(account), $"P|{key}|{account}") { ["Payment"] = payment };
        if (paid is not null) row["Paid"] = paid;
        return row;
    }

    private static async Task<string> Audit(LedgerTable table, AccountId account)
    {
        var report = await new LedgerAuditor(table, TimeProvider.System, credits: [Payments]).Audit(account, default);
        Assert.Equal(report.FirstBroken is null, report.Ok);
        return report.FirstBroken is { } broken ? $"{broken.Row} {broken.Rule}" : "sound";
    }

    /// <summary>Something happens before payments are read for the first time.</summary>
    private sealed class RacingTable(TableClient rows, Func<Task> race) : TableClient
    {
        public int Races { get; private set; }

        public override AsyncPageable<T> QueryAsync<T>(
            string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null,
            CancellationToken cancellationToken = default)
        {
            var found = rows.QueryAsync<T>(filter, maxPerPage, select, cancellationToken);
            if (Races > 0 || !filter!.Contains("'P|'", StringComparison.Ordinal)) return found;
            Races++;
            return new PagesAfter<T>(race, found);
        }

        public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
            string partitionKey, string rowKey, IEnumerable<string>? select = null,
            CancellationToken cancellationToken = default) =>
            rows.GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken);
    }

    private sealed class PagesAfter<T>(Func<Task> race, AsyncPageable<T> found) : AsyncPageable<T>
        where T : notnull
    {
        public override async IAsyncEnumerable<Page<T>> AsPages(
            string? continuationToken = null, int? pageSizeHint = null)
        {
            await race();
            await foreach (var page in found.AsPages(continuationToken, pageSizeHint)) yield return page;
        }
    }
}
