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

    public void Add(SegmentSummary segment)
    {
        if (!filter.MayInclude(segment) || after is { } end && segment.First.UtcTicks > end.UtcTicks) return;
        _closed.Enqueue(segment, segment.Last.UtcTicks);
    }

    public void Add(Movement movement)
    {
        if (!filter.WantsMovements || HistoryEntry.Of(movement) is not { } entry || !filter.Includes(entry)) return;
        Offer(new(Segment: null, Index: 0, entry), entry.Position);
    }

    /// <summary>The next older entry; null when there is no more.</summary>
    public async Task<HistoryEntry?> Next(
        Func<SegmentSummary, CancellationToken, Task<Segment>> open, CancellationToken stop)
    {
        while (_closed.TryPeek(out var newest, out var last) && MayBeNext(last))
        {
            _closed.Dequeue();
            Add(await open(newest, stop));
        }
        return _ready.TryDequeue(out var place, out _) ? place.ToEntry() : null;
    }

    private bool MayBeNext(long last) => !_ready.TryPeek(out _, out var next) || last >= next.UtcTicks;

    private void Add(Segment segment)
    {
        for (var i = 0; i < segment.Lines.Length; i++)
        {
            var line = segment.Lines[i];
            if (filter.Includes(line))
                Offer(new(segment, i, Movement: null), new(line.Time.UtcTicks, segment.FirstSeq + i));
        }
    }

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
