using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>Reads an account's past: which days hold something, what a day holds, and one line or movement by its name.</summary>
public sealed class LedgerReader(LedgerTable table)
{
    private static readonly List<string> KeyOnly = ["RowKey"];

    /// <summary>The newest day in [first, last] with a segment or movement; null if there is none. Few reads, however long ago it was.</summary>
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
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, null, stop)) found.Add(MovementRow.Read(row));
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

    public async Task<Movement?> Movement(AccountId account, MovementId id, CancellationToken stop)
    {
        var row = await table.Find(account, LedgerKeys.Movement(account, id.Day, id.Seq), stop);
        return row is null ? null : MovementRow.Read(row);
    }

    /// <summary>Keys can only be read upwards, so halves of the span are probed: is there anything in the upper one?</summary>
    private async Task<DateOnly?> NewestDay(AccountId account, char kind, DateOnly first, DateOnly last, CancellationToken stop)
    {
        DateOnly? newest = null;
        while (first <= last)
        {
            var middle = newest is null && first == last ? first : first.AddDays((last.DayNumber - first.DayNumber + 1) / 2);
            if (middle > last) middle = last;
            if (await OldestDay(account, kind, middle, last, stop) is { } found) (newest, first) = (found, found.AddDays(1));
            else last = middle.AddDays(-1);
        }
        return newest;
    }

    private async Task<DateOnly?> OldestDay(AccountId account, char kind, DateOnly first, DateOnly last, CancellationToken stop)
    {
        var filter = KeyRange.Days(kind, first, last).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, maxPerPage: 1, KeyOnly, stop)) return SegmentRow.Key(row).Day;
        return null;
    }
}
