using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Statements;

namespace Billing.Invoices;

/// <summary>A document as stored, and what became of it since; its snapshot never changes.</summary>
/// <param name="Credited">What later documents took back of it.</param>
/// <param name="Returned">The part of that because money went back; the rest finance corrected.</param>
/// <param name="IsTold">Its account learned that it is ready.</param>
public sealed record StoredDocument(
    BillingDocument Document, Amount Credited, Amount Returned, bool IsTold, ETag Version)
{
    public Amount Left => Document.Total - Credited;
}

/// <summary>What holds for all documents of an account.</summary>
/// <param name="TaxPoint">That of its first document, for ever: else money could be taxed twice, or never.</param>
/// <param name="Through">The last month whose usage is documented; null before the first.</param>
/// <param name="CarriedUnits">Usage of less than a minor unit that no document states yet.</param>
public sealed record BillingState(TaxPoint TaxPoint, StatementMonth? Through = null, long CarriedUnits = 0);

/// <summary>Documents by account, newest first: what brings several rows about is one transaction.</summary>
public sealed class DocumentTable(TableServiceClient tables)
{
    public const string Name = "invoices";

    private readonly TableClient _rows = tables.GetTableClient(Name);

    public async Task<StoredDocument?> Find(AccountId account, DocumentId id, CancellationToken stop) =>
        await Row(account, DocumentRow.Key(account, id), stop) is { } row ? DocumentRow.Read(row) : null;

    /// <summary>The stored document, which is the first that was made of its cause.</summary>
    public async Task<StoredDocument> Add(BillingDocument document, CancellationToken stop)
    {
        await IsWritten([new(TableTransactionActionType.Add, DocumentRow.Write(document))], stop);
        return await Stored(document.Account, document.Id, stop);
    }

    /// <summary>With what it takes back of another; false when that is no longer as it was, or the document is there
    /// already.</summary>
    /// <param name="after">The other with what is taken back of it.</param>
    public Task<bool> Add(
        BillingDocument note, StoredDocument original, StoredDocument after, CancellationToken stop)
    {
        var taken = DocumentRow.Taken(original.Document, after.Credited, after.Returned);
        return IsWritten(
            [
                new(TableTransactionActionType.UpdateMerge, taken, original.Version),
                new(TableTransactionActionType.Add, DocumentRow.Write(note)),
            ],
            stop);
    }

    /// <summary>With the account's state after it; false when that is no longer as it was.</summary>
    /// <param name="document">Null for a month that needs none.</param>
    public Task<bool> Add(
        AccountId account, BillingDocument? document, ETag version, BillingState after, CancellationToken stop)
    {
        var state = new TableTransactionAction(
            TableTransactionActionType.UpdateReplace, BillingStateRow.Write(account, after), version);
        return IsWritten(
            document is null ? [state] : [state, new(TableTransactionActionType.Add, DocumentRow.Write(document))],
            stop);
    }

    /// <summary>The number of a document, once the register has given it; again is the same.</summary>
    public Task<StoredDocument> Issue(BillingDocument document, Numbered numbered, CancellationToken stop) =>
        Change(document, DocumentRow.Issued(document, numbered), stop);

    public Task<StoredDocument> Tell(BillingDocument document, CancellationToken stop) =>
        Change(document, DocumentRow.Told(document), stop);

    /// <param name="after">Only documents older than this one.</param>
    public async Task<IReadOnlyList<StoredDocument>> List(
        AccountId account, DocumentFilter filter, DocumentId? after, int maxRows, CancellationToken stop)
    {
        var range = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(account)} and RowKey gt {filter.First(after)} and RowKey lt {filter.Last}");
        var found = new List<StoredDocument>();
        await foreach (var row in _rows.QueryAsync<TableEntity>(range, cancellationToken: stop))
        {
            var stored = DocumentRow.Read(row);
            if (filter.Includes(stored.Document)) found.Add(stored);
            if (found.Count == maxRows) break;
        }
        return found;
    }

    /// <summary>Which of these documents are ready; those that are missing are not made yet.</summary>
    public async Task<IReadOnlyDictionary<DocumentId, InvoiceStatus>> Statuses(
        AccountId account, IReadOnlyCollection<DocumentId> ids, CancellationToken stop)
    {
        var found = new Dictionary<DocumentId, InvoiceStatus>();
        if (ids.Count == 0) return found;

        var keys = ids.Select(id => DocumentRow.Key(account, id)).Order(StringComparer.Ordinal).ToList();
        var range = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(account)} and RowKey ge {keys[0]} and RowKey le {keys[^1]}");
        var wanted = ids.ToHashSet();
        await foreach (var row in _rows.QueryAsync<TableEntity>(range, null, DocumentRow.StatusColumns, stop))
            if (DocumentRow.Id(row) is var id && wanted.Contains(id)) found[id] = DocumentRow.Status(row);
        return found;
    }

    /// <summary>All documents of an account, and which of them are ready.</summary>
    public async Task<IReadOnlyDictionary<DocumentId, InvoiceStatus>> Statuses(
        AccountId account, CancellationToken stop)
    {
        var (found, all) = (new Dictionary<DocumentId, InvoiceStatus>(), new DocumentFilter());
        var range = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(account)} and RowKey gt {all.First(null)} and RowKey lt {all.Last}");
        await foreach (var row in _rows.QueryAsync<TableEntity>(range, null, DocumentRow.StatusColumns, stop))
            found[DocumentRow.Id(row)] = DocumentRow.Status(row);
        return found;
    }

    public async Task<(BillingState State, ETag Version)?> FindState(AccountId account, CancellationToken stop) =>
        await Row(account, BillingStateRow.Key(account), stop) is { } row
            ? (BillingStateRow.Read(row), row.ETag)
            : null;

    /// <summary>The first state of an account stands.</summary>
    public async Task AddState(AccountId account, BillingState state, CancellationToken stop) =>
        await IsWritten([new(TableTransactionActionType.Add, BillingStateRow.Write(account, state))], stop);

    private async Task<StoredDocument> Change(BillingDocument document, TableEntity columns, CancellationToken stop)
    {
        await _rows.UpdateEntityAsync(columns, ETag.All, TableUpdateMode.Merge, stop);
        return await Stored(document.Account, document.Id, stop);
    }

    private async Task<StoredDocument> Stored(AccountId account, DocumentId id, CancellationToken stop)
    {
        var stored = await Find(account, id, stop);
        Invariant.Holds(stored is not null, "A document never disappears");
        return stored;
    }

    private async Task<TableEntity?> Row(AccountId account, string key, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(Partition(account), key, null, stop);
        return found.HasValue ? found.Value : null;
    }

    private static string Partition(AccountId account) => LedgerKeys.Partition(account);

    private async Task<bool> IsWritten(IEnumerable<TableTransactionAction> actions, CancellationToken stop)
    {
        try
        {
            await _rows.SubmitTransactionAsync(actions, stop);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
