using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>
/// Reads an account's head together with the identities of some days. Row keys sort head, quarantine, segments, voids,
/// so the identities are never older than the head that the commit will be guarded by.
/// </summary>
internal sealed class UsageRead(LedgerTable table)
{
    /// <summary>
    /// Azure allows 15 comparisons in a filter: the partition and three ranges for each run of days, or of one run
    /// beside the head and what is undated.
    /// </summary>
    private const int RunsPerQuery = 2;

    private static readonly List<string> Columns =
        [
            "PartitionKey", "RowKey", .. HeadRow.Columns, .. QuarantineRow.IdColumns, .. SegmentRow.EventColumns,
            .. OnceRow.Columns];

    public async Task<(AccountHead Head, UsageIds Ids)> Load(
        AccountId account, IReadOnlySet<int> days, CancellationToken stop)
    {
        var (head, ids) = (AccountHead.New(account), new UsageIds());
        foreach (var day in days) ids.Read(day);
        var isFirst = true;
        // Events without a time are of no day; the head and what is kept undated are read for them as well.
        var all = DayRuns.Of(days).ToList();
        foreach (var runs in all.Skip(1).Chunk(RunsPerQuery).Prepend([.. all.Take(1)]))
        {
            var filter = Filter(account, runs, isFirst);
            await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, Columns, stop))
            {
                if (row.RowKey[0] == LedgerKeys.HeadRow) head = HeadRow.Read(account, row);
                else Add(ids, row);
            }
            isFirst = false;
        }
        return (head, ids);
    }

    private static string Filter(AccountId account, IReadOnlyList<(DateOnly First, DateOnly Last)> runs, bool withHead)
    {
        List<string> parts = withHead
            ? [$"RowKey eq '{LedgerKeys.Head(account)}'", new KeyRange("R|00000000|", "R|00000000}").Condition]
            : [];
        foreach (var (first, last) in runs)
        {
            parts.Add(KeyRange.Days(LedgerKeys.QuarantineRow, first, last).Condition);
            parts.Add(KeyRange.Days(LedgerKeys.SegmentRow, first, last).Condition);
            parts.Add(ReversalKeys.Voids(first, last).Condition);
        }
        return $"PartitionKey eq '{LedgerKeys.Partition(account)}' and ({string.Join(" or ", parts)})";
    }

    private static void Add(UsageIds ids, TableEntity row)
    {
        if (row.RowKey[0] == LedgerKeys.QuarantineRow)
        {
            var (day, id) = QuarantineRow.ReadId(row);
            ids.AddQuarantined(day, id);
            return;
        }
        if (row.RowKey[0] == LedgerKeys.OnceRow)
        {
            ids.AddVoid(OnceRow.Read(row));
            return;
        }
        var known = ids.Day(SegmentRow.Key(row).Day.DayNumber);
        foreach (var it in SegmentRow.ReadEvents(row)) known.Add(EventIdentity.Key(it), EventIdentity.Fingerprint(it));
    }
}
