using Azure;
using Azure.Data.Tables;

namespace Billing.Simulation.Storage;

/// <summary>The rows of one table in the order of their keys, by partition and then by row, both ordinal.</summary>
public sealed class StoredTable
{
    private readonly SortedList<string, List<StoredRow>> _partitions = new(StringComparer.Ordinal);

    public IEnumerable<StoredRow> Rows => _partitions.Values.SelectMany(rows => rows);

    public StoredRow? Find(string partition, string rowKey) =>
        _partitions.TryGetValue(partition, out var rows) && At(rows, rowKey, out var at) ? rows[at] : null;

    /// <summary>The rows of one partition.</summary>
    public IReadOnlyList<StoredRow> Partition(string partition) => _partitions.GetValueOrDefault(partition) ?? [];

    /// <summary>The rows that a filter lets through, from a place on.</summary>
    /// <param name="from">The keys to begin at; null begins with the first row.</param>
    public IEnumerable<StoredRow> Query(RowFilter filter, (string Partition, string Row)? from)
    {
        var (partitions, keys) = (filter.Range(nameof(StoredRow.PartitionKey)), filter.Range(nameof(StoredRow.RowKey)));
        if (partitions.IsOne(out var only))
            return _partitions.TryGetValue(only, out var rows) ? Within(only, rows, filter, keys, from) : [];
        return _partitions
            .Where(it => partitions.Contains(it.Key))
            .SelectMany(it => Within(it.Key, it.Value, filter, keys, from));
    }

    /// <summary>What an action would change.</summary>
    /// <exception cref="RequestFailedException">The rows are not as it supposes.</exception>
    public WrittenRow Decide(TableTransactionAction action, long version, DateTimeOffset now)
    {
        RowLimits.CheckKeys(action.Entity);
        var before = Find(action.Entity.PartitionKey, action.Entity.RowKey);
        Require(action, before);
        if (action.ActionType == TableTransactionActionType.Delete) return new(before, null);

        var isMerge = action.ActionType
            is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge;
        var after = StoredRow.Of(action.Entity, isMerge ? before : null, version, now);
        RowLimits.Check(after);
        return new(before, after);
    }

    public void Put(WrittenRow change)
    {
        var (row, after) = (change.Row, change.After);
        if (!_partitions.TryGetValue(row.PartitionKey, out var rows)) _partitions.Add(row.PartitionKey, rows = []);
        var isThere = At(rows, row.RowKey, out var at);
        if (after is null && isThere) rows.RemoveAt(at);
        else if (after is not null && isThere) rows[at] = after;
        else if (after is not null) rows.Insert(at, after);
        if (rows.Count == 0) _partitions.Remove(row.PartitionKey);
    }

    private static void Require(TableTransactionAction action, StoredRow? before)
    {
        switch (action.ActionType)
        {
            case TableTransactionActionType.Add:
                if (before is not null) throw StoreErrors.Exists();
                return;
            case TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace:
                return;
        }
        if (before is null) throw StoreErrors.NotFound();
        var isAny = action.ETag == ETag.All || action.ETag == default;
        if (!isAny && action.ETag.ToString() != before.Tag) throw StoreErrors.Stale();
    }

    private static IEnumerable<StoredRow> Within(
        string partition, List<StoredRow> rows, RowFilter filter, KeySpan keys, (string Partition, string Row)? from)
    {
        var order = from is { } start ? string.CompareOrdinal(partition, start.Partition) : 1;
        if (order < 0) yield break;
        var first = order == 0 && string.CompareOrdinal(from!.Value.Row, keys.From) > 0 ? from.Value.Row : keys.From;
        At(rows, first, out var at);
        for (; at < rows.Count && keys.IsBeforeEnd(rows[at].RowKey); at++)
            if (filter.Matches(rows[at])) yield return rows[at];
    }

    /// <param name="at">Where the row is, or would be.</param>
    private static bool At(List<StoredRow> rows, string key, out int at)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(rows[middle].RowKey, key) < 0) low = middle + 1;
            else high = middle;
        }
        at = low;
        return low < rows.Count && rows[low].RowKey == key;
    }
}
