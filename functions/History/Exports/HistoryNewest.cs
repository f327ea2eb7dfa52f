using Billing.Ledger;

namespace Billing.History.Exports;

/// <summary>
/// The newest of the entries that it is offered, never more than a stated number of them: what is older makes room.
/// </summary>
/// <param name="after">Only older entries are taken; null for all.</param>
public sealed class HistoryNewest(HistoryFilter filter, HistoryPosition? after, int most)
{
    private readonly PriorityQueue<Place, HistoryPosition> _kept = new();

    /// <summary>True if nothing that lies wholly at or before this instant can be among them any more.</summary>
    public bool IsBeyond(DateTimeOffset last) =>
        _kept.Count == most && _kept.TryPeek(out _, out var oldest) && last.UtcTicks < oldest.UtcTicks;

    /// <summary>True if everything in the block came before.</summary>
    public bool IsPast(RowBlock block) => after is { } end && block.First.UtcTicks > end.UtcTicks;

    public void Offer(Segment segment)
    {
        for (var i = 0; i < segment.Lines.Length; i++)
        {
            var (line, id) = (segment.Lines[i], new LineId(segment.Day, segment.FirstSeq, i));
            if (filter.Includes(line)) Offer(new(line, id, Movement: null), HistoryEntry.PositionOf(line, id));
        }
    }

    /// <param name="resource">What the movement gives back; null where the filter does not ask.</param>
    public void Offer(Movement movement, UsageResource? resource)
    {
        if (HistoryEntry.Of(movement) is not { } found) return;

        var entry = found with { Resource = resource };
        if (filter.Includes(entry)) Offer(new(Line: null, default, entry), entry.Position);
    }

    /// <summary>Gives them away, newest first.</summary>
    public IReadOnlyList<HistoryEntry> Take()
    {
        var places = new HistoryEntry[_kept.Count];
        for (var i = places.Length - 1; i >= 0; i--) places[i] = _kept.Dequeue().ToEntry();
        return places;
    }

    private void Offer(Place place, HistoryPosition position)
    {
        if (after is { } end && position.CompareTo(end) >= 0) return;
        if (_kept.Count < most) _kept.Enqueue(place, position);
        else _kept.EnqueueDequeue(place, position);
    }

    /// <summary>A line without the segment that it came in, or a movement.</summary>
    private readonly record struct Place(RatedLine? Line, LineId Id, HistoryEntry? Movement)
    {
        public HistoryEntry ToEntry() => Movement ?? HistoryEntry.Of(Line!, Id);
    }
}
