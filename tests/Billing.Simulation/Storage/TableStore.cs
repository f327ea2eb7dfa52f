using Azure;
using Azure.Data.Tables;

namespace Billing.Simulation.Storage;

/// <summary>
/// The tables of one storage account in memory: synchronous and whole, one call at a time, so that who comes first is
/// decided elsewhere. The same calls give the same bytes.
/// </summary>
/// <param name="clock">Stamps the rows.</param>
public sealed class TableStore(TimeProvider clock)
{
    private readonly Dictionary<string, StoredTable> _tables = new(StringComparer.OrdinalIgnoreCase);
    private long _version;

    /// <summary>Sees every write after it is done: the row before and after; null where there is none.</summary>
    public event Action<string, StoredRow?, StoredRow?>? Changed;

    public IEnumerable<string> Names => _tables.Keys.Order(StringComparer.Ordinal);

    /// <returns>False if there is such a table already.</returns>
    public bool Create(string name)
    {
        if (_tables.ContainsKey(name)) return false;
        _tables.Add(name, new());
        return true;
    }

    /// <exception cref="RequestFailedException">There is no such table.</exception>
    public StoredTable Open(string name) =>
        _tables.TryGetValue(name, out var table) ? table : throw StoreErrors.TableNotFound();

    /// <returns>The row that stands; null when it is deleted.</returns>
    public StoredRow? Write(string name, TableTransactionAction action)
    {
        var table = Open(name);
        var (before, after) = table.Decide(action, ++_version, clock.GetUtcNow());
        Apply(name, table, [(before, after)]);
        return after;
    }

    /// <summary>All of it or, at the first refusal, nothing.</summary>
    /// <returns>The rows that stand; null for one that is deleted.</returns>
    public IReadOnlyList<StoredRow?> WriteTogether(string name, IReadOnlyList<TableTransactionAction> actions)
    {
        var table = Open(name);
        CheckTogether(actions);
        var changes = new List<(StoredRow? Before, StoredRow? After)>(actions.Count);
        for (var i = 0; i < actions.Count; i++)
        {
            try
            {
                changes.Add(table.Decide(actions[i], ++_version, clock.GetUtcNow()));
            }
            catch (RequestFailedException refusal)
            {
                throw StoreErrors.At(i, refusal);
            }
        }
        Apply(name, table, changes);
        return [.. changes.Select(change => change.After)];
    }

    private void Apply(string name, StoredTable table, List<(StoredRow? Before, StoredRow? After)> changes)
    {
        foreach (var (before, after) in changes) table.Put(before, after);
        foreach (var (before, after) in changes) Changed?.Invoke(name, before, after);
    }

    private static void CheckTogether(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count is 0 or > RowLimits.MaxActions)
            throw StoreErrors.Invalid($"A transaction has 1 to {RowLimits.MaxActions} rows, not {actions.Count}.");
        RowLimits.CheckBody(actions);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < actions.Count; i++)
        {
            var row = actions[i].Entity;
            if (row.PartitionKey != actions[0].Entity.PartitionKey)
                throw StoreErrors.At(i, StoreErrors.Of(
                    400, "CommandsInBatchActOnDifferentPartitions", "A transaction writes one partition."));
            if (!keys.Add(row.RowKey)) throw StoreErrors.At(i, StoreErrors.DuplicateRow());
        }
    }
}
