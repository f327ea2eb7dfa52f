using Azure.Data.Tables;
using Billing.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Support;

/// <summary>
/// The rows of one account in memory: real commits without a store, to damage and to audit at full speed.
/// </summary>
public sealed class MemoryLedger(AccountId account)
{
    private readonly SortedDictionary<string, TableEntity> _rows = new(StringComparer.Ordinal);

    public AccountHead Head { get; private set; } = AccountHead.New(account);

    public IEnumerable<TableEntity> Rows => _rows.Values;

    /// <summary>The head row of each commit.</summary>
    public List<TableEntity> Heads { get; } = [];

    public TableEntity this[string key]
    {
        get => _rows[key];
        set => _rows[key] = value;
    }

    public void Commit(LedgerEntry entry)
    {
        var plan = CommitPlan.Of(Head, entry, []);
        foreach (var action in plan.Actions)
        {
            var row = (TableEntity)action.Entity;
            if (action.ActionType == TableTransactionActionType.Delete) Assert.True(_rows.Remove(row.RowKey));
            else _rows[row.RowKey] = row;
        }
        Head = plan.Next with { ETag = "stored" };
        Heads.Add(CopyOf(_rows[LedgerKeys.Head(account)]));
    }

    public bool Remove(string key) => _rows.Remove(key);

    public Task<AuditReport> Audit(AuditMark? mark = null) => LedgerAuditor.Audit(
        new(account, mark: mark), account, Source(), new FakeTimeProvider(), TestContext.Current.CancellationToken);

    public AuditRows Source() => new((key, _) => Task.FromResult(_rows.GetValueOrDefault(key)), Read);

    /// <summary>A copy whose rows can be damaged without touching these.</summary>
    public MemoryLedger Copy()
    {
        var copy = new MemoryLedger(account) { Head = Head };
        foreach (var (key, row) in _rows) copy._rows[key] = CopyOf(row);
        copy.Heads.AddRange(Heads);
        return copy;
    }

    private async IAsyncEnumerable<TableEntity> Read(
        KeyRange range,
        IReadOnlyList<string>? columns,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await Task.CompletedTask;
        foreach (var (key, row) in _rows) if (range.Contains(key)) yield return row;
    }

    private static TableEntity CopyOf(TableEntity row)
    {
        var copy = new TableEntity(row.PartitionKey, row.RowKey);
        foreach (var (name, value) in row)
            if (name is not ("PartitionKey" or "RowKey")) copy[name] = value is byte[] bytes ? bytes.ToArray() : value;
        return copy;
    }
}
