namespace Billing.Usage;

/// <summary>
/// The order in which events are decided: by time, source, id and content; what cannot be read comes first, and voids
/// and amendments come last, so that one finds its original in whatever order both arrive in one batch.
/// </summary>
public sealed class EventOrder : IComparer<ReportedEvent>
{
    public static EventOrder Instance { get; } = new();

    public static ReportedEvent[] Sorted(IEnumerable<ReportedEvent> events)
    {
        var sorted = events.ToArray();
        if (IsSorted(sorted)) return sorted;

        var times = Array.ConvertAll(sorted, Time);
        Array.Sort(times, sorted);
        for (var (from, until) = (0, 1); from < sorted.Length; from = until++)
        {
            while (until < sorted.Length && times[until] == times[from]) until++;
            if (until - from > 1) Array.Sort(sorted, from, until - from, Instance);
        }
        return sorted;
    }

    /// <summary>Numbers in the same order, but for events of one time, which compare the slow way.</summary>
    private static long Time(ReportedEvent it) => it switch
    {
        ReportedEvent.Sound sound => sound.Event.Time.UtcTicks,
        ReportedEvent.Faulty => long.MinValue,
        _ => long.MaxValue,
    };

    public int Compare(ReportedEvent? x, ReportedEvent? y) => (x, y) switch
    {
        (ReportedEvent.Sound a, ReportedEvent.Sound b) => Compare(a.Event, b.Event),
        (ReportedEvent.Faulty a, ReportedEvent.Faulty b) => a.Json.Span.SequenceCompareTo(b.Json.Span),
        (ReportedEvent.Correcting a, ReportedEvent.Correcting b) => Compare(a.Correction, b.Correction),
        _ => Rank(x).CompareTo(Rank(y)),
    };

    private static int Rank(ReportedEvent? it) => it switch
    {
        ReportedEvent.Faulty => 1,
        ReportedEvent.Sound => 2,
        _ => 3,
    };

    private static int Compare(Correction a, Correction b)
    {
        var byTime = a.Time.CompareTo(b.Time);
        if (byTime != 0) return byTime;
        var bySource = string.CompareOrdinal(a.Source, b.Source);
        if (bySource != 0) return bySource;
        var byId = string.CompareOrdinal(a.Id, b.Id);
        return byId != 0 ? byId : a.Fingerprint.CompareTo(b.Fingerprint);
    }

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
