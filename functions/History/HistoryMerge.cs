using Billing.Ledger;

namespace Billing.History;

/// <summary>
/// The entries of one stretch of time, newest first. A segment is opened only when its newest line may be the next
/// entry, so a page costs what it shows and not what the day holds.
/// </summary>
/// <param name="after">Where the previous page ended; only older entries are given.</param>
public sealed class HistoryMerge(HistoryFilter filter, HistoryPosition? after)
{
    private static readonly Comparer<HistoryPosition> NewestFirst =
        Comparer<HistoryPosition>.Create(static (a, b) => b.CompareTo(a));

    private static readonly Comparer<long> LatestFirst = Comparer<long>.Create(static (a, b) => b.CompareTo(a));

    private readonly PriorityQueue<Place, HistoryPosition> _ready = new(NewestFirst);
    private readonly PriorityQueue<SegmentSummary, long> _closed = new(LatestFirst);

    /// <summary>
    /// Everything newer has been given, although segments are still closed that may hold what is older; null where the
    /// next entry is at hand.
    /// </summary>
    public HistoryPosition? Frontier => _closed.TryPeek(out _, out var last) && MayBeNext(last)
        ? new HistoryPosition(last, long.MaxValue)
        : null;

    public void Add(SegmentSummary segment)
    {
        if (!filter.MayInclude(segment) || after is { } end && segment.First.UtcTicks > end.UtcTicks) return;
        _closed.Enqueue(segment, Math.Min(segment.Last.UtcTicks, after?.UtcTicks ?? long.MaxValue));
    }

    /// <summary>A reversal may still be of another resource than is asked for.</summary>
    public void Add(Movement movement)
    {
        if (!filter.WantsMovements || HistoryEntry.Of(movement) is not { } entry) return;
        if (filter.MayInclude(entry)) Offer(new(Segment: null, Index: 0, entry), entry.Position);
    }

    public void Add(Segment segment)
    {
        for (var i = 0; i < segment.Lines.Length; i++)
        {
            var line = segment.Lines[i];
            if (filter.Includes(line))
                Offer(new(segment, i, Movement: null), new(line.Time.UtcTicks, segment.FirstSeq + i));
        }
    }

    /// <summary>
    /// The segments to open for the next entries: the one that may hold the next, and those after it that so many
    /// entries are likely to come from.
    /// </summary>
    public IReadOnlyList<SegmentSummary> ToOpen(int wanted, int most)
    {
        var next = new List<SegmentSummary>();
        for (var lines = 0; next.Count < most && lines < wanted && _closed.TryDequeue(out var closed, out _);)
        {
            next.Add(closed);
            lines += LinesOf(closed);
        }
        return next;
    }

    /// <summary>The next older entry of those at hand; null when there is none.</summary>
    public HistoryEntry? Take() => _ready.TryDequeue(out var place, out _) ? place.ToEntry() : null;

    private int LinesOf(SegmentSummary segment) => filter.Service is { } service
        ? segment.Services.First(sum => sum.Service == service).Lines
        : segment.Lines;

    private bool MayBeNext(long last) => !_ready.TryPeek(out _, out var next) || last >= next.UtcTicks;

    private void Offer(Place place, HistoryPosition position)
    {
        if (after is { } end && position.CompareTo(end) >= 0) return;
        _ready.Enqueue(place, position);
    }

    /// <summary>Where an entry is found; it is put into words only if the page shows it.</summary>
    private readonly record struct Place(Segment? Segment, int Index, HistoryEntry? Movement)
    {
        public HistoryEntry ToEntry() => Movement ?? HistoryEntry.Of(Segment!, Index);
    }
}
