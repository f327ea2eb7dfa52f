namespace Billing.Usage;

/// <summary>
/// The order in which events are rated: by time, source, id and content; what cannot be read comes first. However the
/// events of a batch arrive, they are charged in the same order.
/// </summary>
public sealed class EventOrder : IComparer<ReportedEvent>
{
    public static EventOrder Instance { get; } = new();

    public static ReportedEvent[] Sorted(IEnumerable<ReportedEvent> events)
    {
        var sorted = events.ToArray();
        if (!IsSorted(sorted)) Array.Sort(sorted, Instance);
        return sorted;
    }

    public int Compare(ReportedEvent? x, ReportedEvent? y) => (x, y) switch
    {
        (ReportedEvent.Sound a, ReportedEvent.Sound b) => Compare(a.Event, b.Event),
        (ReportedEvent.Faulty a, ReportedEvent.Faulty b) => a.Json.Span.SequenceCompareTo(b.Json.Span),
        (ReportedEvent.Faulty, _) => -1,
        _ => 1,
    };

    private static int Compare(UsageEvent a, UsageEvent b)
    {
        var byTime = a.Time.CompareTo(b.Time);
        if (byTime != 0) return byTime;
        var bySource = string.CompareOrdinal(a.Source, b.Source);
        if (bySource != 0) return bySource;
        var byId = string.CompareOrdinal(a.Id, b.Id);
        return byId != 0 ? byId : a.Fingerprint.CompareTo(b.Fingerprint);
    }

    /// <summary>Producers mostly report in order.</summary>
    private static bool IsSorted(ReportedEvent[] events)
    {
        for (var i = 1; i < events.Length; i++) if (Instance.Compare(events[i - 1], events[i]) > 0) return false;
        return true;
    }
}
