using Billing.Ledger;
using Billing.Platform;

namespace Billing.History;

/// <summary>Some entries of a history, newest first, and where the next page goes on; null at the end.</summary>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Entries, HistoryPosition? Next);

/// <summary>
/// Reads the credit history page by page from the ledger's rows. What a page costs depends on what it shows: a long
/// search without finds is cut into short pages that go on where the last one stopped.
/// </summary>
public sealed class HistoryReader(LedgerReader ledger)
{
    /// <summary>Days with data that one page looks at.</summary>
    public const int MaxDays = 31;

    /// <summary>Segments that one page opens once it has something to show.</summary>
    public const int MaxSegments = 64;

    private static readonly DateOnly Inception = new(2000, 1, 1);

    /// <param name="after">Where the page before ended; null for the newest entries.</param>
    /// <param name="now">Entries may lie a little in the future, because clocks differ.</param>
    public async Task<HistoryPage> Read(
        AccountId account,
        HistoryFilter filter,
        HistoryPosition? after,
        int limit,
        DateTimeOffset now,
        CancellationToken stop)
    {
        var entries = new List<HistoryEntry>();
        var (first, last) = Days(filter, now);
        var day = after is { } end ? Earlier(last, end.Day) : await Newest(account, first, last, stop);
        for (var days = 1; day is { } today && today >= first; days++)
        {
            if (!await Take(account, today, new(filter, after), entries, limit, stop))
                return new(
                    entries[..Math.Min(limit, entries.Count)], entries[Math.Min(limit, entries.Count) - 1].Position);

            var start = new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero);
            if (days == MaxDays) return new(entries, HistoryPosition.Before(start));
            day = today > first ? await Newest(account, first, today.AddDays(-1), stop) : null;
        }
        return new(entries, Next: null);
    }

    /// <summary>Adds the entries of one day; false once the page is full, or has cost enough.</summary>
    private async Task<bool> Take(
        AccountId account,
        DateOnly day,
        HistoryMerge merge,
        List<HistoryEntry> entries,
        int limit,
        CancellationToken stop)
    {
        var movements = ledger.Movements(account, day, stop);
        foreach (var segment in await ledger.Segments(account, day, stop)) merge.Add(segment);
        foreach (var movement in await movements) merge.Add(movement);

        var opened = 0;
        while (await merge.Next(Open, stop) is { } entry)
        {
            entries.Add(entry);
            if (entries.Count > limit || opened >= MaxSegments) return false;
        }
        return true;

        async Task<Segment> Open(SegmentSummary summary, CancellationToken token)
        {
            opened++;
            var segment = await ledger.Segment(account, summary.Day, summary.FirstSeq, token);
            Invariant.Holds(segment is not null, "I11 a segment never goes away");
            return segment;
        }
    }

    private async Task<DateOnly?> Newest(AccountId account, DateOnly first, DateOnly last, CancellationToken stop) =>
        first <= last ? await ledger.NewestDay(account, first, last, stop) : null;

    private static (DateOnly First, DateOnly Last) Days(HistoryFilter filter, DateTimeOffset now)
    {
        var first = filter.From is { } from ? LedgerKeys.DayOf(from) : Inception;
        var newest = LedgerKeys.DayOf(now).AddDays(1);
        return (first, filter.Until is { } until ? Earlier(newest, LedgerKeys.DayOf(until)) : newest);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
