using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>
/// Reads an account's past: which days hold something, what a day holds, and one line or movement by its name.
/// </summary>
public sealed class LedgerReader(LedgerTable table)
{
    /// <summary>Some megabytes at a time.</summary>
    private const int WholeRowsAtOnce = 100;

    private static readonly List<string> KeyOnly = ["RowKey"];
    private static readonly List<string> PartitionOnly = ["PartitionKey"];

    /// <summary>
    /// The newest day in [first, last] with a segment or movement; null if there is none. Few reads, however long ago
    /// it was.
    /// </summary>
    public async Task<DateOnly?> NewestDay(AccountId account, DateOnly first, DateOnly last, CancellationToken stop)
    {
        var segments = NewestDay(account, LedgerKeys.SegmentRow, first, last, stop);
        var movements = NewestDay(account, LedgerKeys.MovementRow, first, last, stop);
        var (segment, movement) = (await segments, await movements);
        return segment is null || movement > segment ? movement : segment;
    }

    /// <summary>The day's movements, newest first.</summary>
    public async Task<IReadOnlyList<Movement>> Movements(AccountId account, DateOnly day, CancellationToken stop)
    {
        var found = new List<Movement>();
        var filter = KeyRange.Days(LedgerKeys.MovementRow, day, day).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, null, stop))
            found.Add(MovementRow.Read(row));
        found.Reverse();
        return found;
    }

    /// <summary>The day's segments without their lines, last committed first. Their times may overlap.</summary>
    public async Task<IReadOnlyList<SegmentSummary>> Segments(AccountId account, DateOnly day, CancellationToken stop)
    {
        var found = new List<SegmentSummary>();
        var filter = KeyRange.Days(LedgerKeys.SegmentRow, day, day).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, SegmentRow.SummaryColumns, stop))
            found.Add(SegmentRow.ReadSummary(row));
        found.Reverse();
        return found;
    }

    /// <summary>Those of a day that were committed after a number, the first committed first.</summary>
    public async Task<IReadOnlyList<SegmentSummary>> SegmentsAfter(
        AccountId account, DateOnly day, long seq, CancellationToken stop)
    {
        var found = new List<SegmentSummary>();
        var filter = KeyRange.DayAfter(LedgerKeys.SegmentRow, day, seq).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, SegmentRow.SummaryColumns, stop))
            found.Add(SegmentRow.ReadSummary(row));
        return found;
    }

    /// <summary>The same with their lines, one at a time.</summary>
    public async IAsyncEnumerable<Segment> WholeSegmentsAfter(
        AccountId account, DateOnly day, long seq, [EnumeratorCancellation] CancellationToken stop)
    {
        var filter = KeyRange.DayAfter(LedgerKeys.SegmentRow, day, seq).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, WholeRowsAtOnce, null, stop))
            yield return SegmentRow.Read(row);
    }

    /// <summary>The movements of a day that were committed after a number, the first committed first.</summary>
    public async IAsyncEnumerable<Movement> MovementsAfter(
        AccountId account, DateOnly day, long seq, [EnumeratorCancellation] CancellationToken stop)
    {
        var filter = KeyRange.DayAfter(LedgerKeys.MovementRow, day, seq).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, null, stop))
            yield return MovementRow.Read(row);
    }

    /// <summary>The segments of these days, both included, without their lines, day by day.</summary>
    public async IAsyncEnumerable<SegmentSummary> SegmentsOf(
        AccountId account, DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken stop)
    {
        var filter = KeyRange.Days(LedgerKeys.SegmentRow, first, last).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, SegmentRow.SummaryColumns, stop))
            yield return SegmentRow.ReadSummary(row);
    }

    /// <summary>The movements of these days, both included, the oldest first.</summary>
    public async IAsyncEnumerable<Movement> MovementsOf(
        AccountId account, DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken stop)
    {
        var filter = KeyRange.Days(LedgerKeys.MovementRow, first, last).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, null, stop))
            yield return MovementRow.Read(row);
    }

    /// <summary>A segment with its lines, in their order of commit; null if there is none.</summary>
    public async Task<Segment?> Segment(AccountId account, DateOnly day, long firstSeq, CancellationToken stop)
    {
        var row = await table.Find(account, LedgerKeys.Segment(account, day, firstSeq), stop);
        return row is null ? null : SegmentRow.Read(row);
    }

    public async Task<RatedLine?> Line(AccountId account, LineId id, CancellationToken stop)
    {
        var segment = await Segment(account, id.Day, id.SegmentSeq, stop);
        return segment is not null && id.Index < segment.Lines.Length ? segment.Lines[id.Index] : null;
    }

    /// <summary>The event that took a line back; null while it stands.</summary>
    public async Task<ReversedBy?> Reversal(AccountId account, RatedLine line, CancellationToken stop)
    {
        var once = await table.FindOnce(account, ReversalKeys.OfOriginal, ReversalKeys.Of(line), stop);
        return once is null ? null : ReversedBy.Parse(once.Answer);
    }

    public async Task<Movement?> Movement(AccountId account, MovementId id, CancellationToken stop)
    {
        var row = await table.Find(account, LedgerKeys.Movement(account, id.Day, id.Seq), stop);
        return row is null ? null : MovementRow.Read(row);
    }

    /// <summary>The terms that the account's plans ever had, those that have ended included.</summary>
    public async Task<CoverRecord> Covers(AccountId account, CancellationToken stop)
    {
        var found = new CoverRecord();
        var filter = $"{KeyRange.All(LedgerKeys.MovementRow).Filter(account)} and {MovementRow.OfCovers}";
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, null, stop))
        {
            var movement = MovementRow.Read(row);
            found.Add(movement.Fact, movement.Seq);
        }
        return found;
    }

    /// <summary>The key of the first partition after another, in one read; null after the last.</summary>
    public async Task<string?> NextPartition(string after, CancellationToken stop)
    {
        var filter = $"PartitionKey gt '{LedgerKeys.Quoted(after)}'";
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, maxPerPage: 1, PartitionOnly, stop))
            return row.PartitionKey;
        return null;
    }

    /// <summary>
    /// Keys can only be read upwards, so spans that double are probed from the newest day back, and the first with
    /// something in it is halved: one or two probes for an account in daily use.
    /// </summary>
    private async Task<DateOnly?> NewestDay(
        AccountId account, char kind, DateOnly first, DateOnly last, CancellationToken stop)
    {
        if (await OldestDay(account, kind, last, last, stop) is not null) return last;
        if (first == last || await OldestDay(account, kind, first, last, stop) is not { } oldest) return null;

        last = last.AddDays(-1);
        for (var days = 1; ; days *= 2)
        {
            var from = last.DayNumber - oldest.DayNumber < days ? oldest : last.AddDays(1 - days);
            var found = from == oldest ? oldest : await OldestDay(account, kind, from, last, stop);
            if (found is { } day) return await NewestIn(account, kind, day, last, stop);
            last = from.AddDays(-1);
        }
    }

    /// <param name="known">A day with something on it.</param>
    private async Task<DateOnly> NewestIn(
        AccountId account, char kind, DateOnly known, DateOnly last, CancellationToken stop)
    {
        while (known < last)
        {
            var middle = known.AddDays((last.DayNumber - known.DayNumber + 1) / 2);
            if (await OldestDay(account, kind, middle, last, stop) is { } found) known = found;
            else last = middle.AddDays(-1);
        }
        return known;
    }

    private async Task<DateOnly?> OldestDay(
        AccountId account, char kind, DateOnly first, DateOnly last, CancellationToken stop)
    {
        var filter = KeyRange.Days(kind, first, last).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, maxPerPage: 1, KeyOnly, stop))
            return SegmentRow.Key(row).Day;
        return null;
    }
}
