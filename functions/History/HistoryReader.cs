using Billing.Ledger;
using Billing.Platform;

namespace Billing.History;

/// <summary>Some entries of a history, newest first, and where the next page goes on; null at the end.</summary>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Entries, HistoryPosition? Next);

/// <summary>
/// Reads the credit history page by page from the ledger's rows. What a page costs depends on what it shows: a long
/// search without finds is cut into short pages that go on where the last one stopped.
/// </summary>
/// <param name="maxSegments">
/// Segments that one page opens; more only where more overlap at the instant at which it begins, because one of them
/// may hold the next entry.
/// </param>
public sealed class HistoryReader(LedgerReader ledger, KnownDays known, int maxSegments = HistoryReader.MaxSegments)
{
    /// <summary>Days with data that one page looks at.</summary>
    public const int MaxDays = 31;

    public const int MaxSegments = 64;

    private const int OpenedAtOnce = 8;

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
        var search = new Search(account, filter, after, limit, new(ledger, account));
        if (filter is { WantsUsage: false, WantsMovements: false }) return new([], Next: null);

        var (first, last) = Days(filter, now);
        var day = after is { } end ? Earlier(last, end.Day) : await known.Newest(account, first, last, stop);
        for (var days = 1; day is { } today && today >= first; days++)
        {
            if (await Stopped(search, today, stop) is { } at) return new(search.Entries, at);

            var start = new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero);
            if (days == MaxDays) return new(search.Entries, HistoryPosition.Before(start));
            day = await known.Newest(account, first, today.AddDays(-1), stop);
        }
        return new(search.Entries, Next: null);
    }

    /// <summary>
    /// Adds the entries of one day; where the next page goes on once this one is full, or has cost enough; null at the
    /// end of the day.
    /// </summary>
    private async Task<HistoryPosition?> Stopped(Search search, DateOnly day, CancellationToken stop)
    {
        var merge = await Merge(search, day, stop);
        while (true)
        {
            while (merge.Frontier is { } frontier)
            {
                if (search.Opened >= maxSegments && search.IsProgress(frontier)) return frontier;
                await Open(search, merge, stop);
            }
            if (merge.Take() is not { } entry) return null;
            if (search.NeedsResource(entry))
            {
                var here = new HistoryPosition(entry.Position.UtcTicks, entry.Position.Seq + 1);
                if (search.Opened >= maxSegments && search.IsProgress(here)) return here;
                if (!await IsOfResource(search, entry, stop)) continue;
            }
            if (search.Entries.Count == search.Limit) return search.Entries[^1].Position;
            search.Entries.Add(entry);
        }
    }

    private async Task<HistoryMerge> Merge(Search search, DateOnly day, CancellationToken stop)
    {
        var (account, filter) = (search.Account, search.Filter);
        var merge = new HistoryMerge(filter, search.After);
        var movements = filter.WantsMovements ? ledger.Movements(account, day, stop) : Nothing;
        if (filter.WantsUsage)
            foreach (var segment in await known.Segments(account, day, stop)) merge.Add(segment);
        foreach (var movement in await movements) merge.Add(movement);
        return merge;
    }

    private static async Task<bool> IsOfResource(Search search, HistoryEntry reversal, CancellationToken stop)
    {
        var opened = search.Resources.Opened;
        var isAsked = await search.Resources.Of(Reversed(reversal), stop) == search.Filter.Resource;
        search.Opened += search.Resources.Opened - opened;
        return isAsked;
    }

    private static LineId Reversed(HistoryEntry reversal)
    {
        var isLine = LineId.TryParse(reversal.Reverses, out var line);
        Invariant.Holds(isLine, "A reversal names the charge that it gives back");
        return line;
    }

    private async Task Open(Search search, HistoryMerge merge, CancellationToken stop)
    {
        var summaries = merge.ToOpen(search.Limit + 1 - search.Entries.Count, OpenedAtOnce);
        search.Opened += summaries.Count;
        foreach (var segment in await Task.WhenAll(summaries.Select(summary => Segment(search.Account, summary, stop))))
            merge.Add(segment);
    }

    private async Task<Segment> Segment(AccountId account, SegmentSummary summary, CancellationToken stop)
    {
        var segment = await ledger.Segment(account, summary.Day, summary.FirstSeq, stop);
        Invariant.Holds(segment is not null, "I11 a segment never goes away");
        return segment;
    }

    private static (DateOnly First, DateOnly Last) Days(HistoryFilter filter, DateTimeOffset now)
    {
        var first = filter.From is { } from ? LedgerKeys.DayOf(from) : Inception;
        var newest = LedgerKeys.DayOf(now).AddDays(1);
        return (first, filter.Until is { } until ? Earlier(newest, LedgerKeys.DayOf(until)) : newest);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static Task<IReadOnlyList<Movement>> Nothing => Task.FromResult<IReadOnlyList<Movement>>([]);

    /// <summary>One page while it is filled.</summary>
    private sealed class Search(
        AccountId account, HistoryFilter filter, HistoryPosition? after, int limit, ReversalResources resources)
    {
        public AccountId Account => account;
        public HistoryFilter Filter => filter;
        public HistoryPosition? After => after;
        public int Limit => limit;
        public List<HistoryEntry> Entries { get; } = [];
        public ReversalResources Resources => resources;
        public int Opened { get; set; }

        /// <summary>A reversal's resource stands in the line that it gives back.</summary>
        public bool NeedsResource(HistoryEntry entry) =>
            filter.Resource is not null && entry.Kind == HistoryKind.Reversal;

        /// <summary>Whether the next page would begin behind where this one did.</summary>
        public bool IsProgress(HistoryPosition frontier) => after is not { } start || frontier < start;
    }
}
