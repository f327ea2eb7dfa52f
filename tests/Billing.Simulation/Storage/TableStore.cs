using Azure;
using Azure.Data.Tables;

namespace Billing.Simulation.Storage;

/// <summary>
/// The tables of one storage account in memory: synchronous and whole, one call at a time, so that who comes first is
/// decided elsewhere. The same calls give the same bytes.
/// </summary>
/// <param name="clock">Stamps the rows.</param>
public class TableStore(TimeProvider clock)
{
    private readonly Dictionary<string, StoredTable> _tables = new(StringComparer.OrdinalIgnoreCase);
    private long _version;

    /// <summary>Sees every write after it is done.</summary>
    public event Action<string, IReadOnlyList<WrittenRow>>? Written;

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

    public virtual StoredRow? Find(string name, string partition, string rowKey) => Open(name).Find(partition, rowKey);

    /// <param name="from">The keys to begin at; null begins with the first row.</param>
    public virtual IEnumerable<StoredRow> Query(string name, RowFilter filter, (string Partition, string Row)? from) =>
        Open(name).Query(filter, from);

    /// <returns>The row that stands; null when it is deleted.</returns>
    public virtual StoredRow? Write(string name, TableTransactionAction action)
    {
        var table = Open(name);
        var change = table.Decide(action, ++_version, clock.GetUtcNow());
        Apply(name, table, [change]);
        return change.After;
    }

    /// <summary>All of it or, at the first refusal, nothing.</summary>
    /// <returns>The rows that stand; null for one that is deleted.</returns>
    public virtual IReadOnlyList<StoredRow?> WriteTogether(string name, IReadOnlyList<TableTransactionAction> actions)
    {
        var table = Open(name);
        CheckTogether(actions);
        var changes = new List<WrittenRow>(actions.Count);
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

    private void Apply(string name, StoredTable table, List<WrittenRow> changes)
    {
        foreach (var change in changes) table.Put(change);
        Written?.Invoke(name, changes);
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

/// <summary>One row before and after a write; null where there is none.</summary>
public readonly record struct WrittenRow(StoredRow? Before, StoredRow? After)
{
    public StoredRow Row => (After ?? Before)!;
}
