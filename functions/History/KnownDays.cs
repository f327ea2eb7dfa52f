using Billing.Ledger;

namespace Billing.History;

/// <summary>
/// Remembers which segments a day of an account has, and asks the store for those that came later: segments never
/// change and are numbered upwards, so what was seen once is known for ever. A busy day has a thousand of them.
/// </summary>
/// <param name="maxSegments">About 300 bytes each; the days that were used last are kept.</param>
public sealed class KnownDays(LedgerReader ledger, int maxSegments = 100_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(AccountId Account, DateOnly Day), LinkedListNode<Known>> _byDay = [];
    private readonly LinkedList<Known> _byUse = [];
    private int _held;

    /// <summary>The day's segments without their lines, the first committed first. Their times may overlap.</summary>
    public async Task<IReadOnlyList<SegmentSummary>> Segments(AccountId account, DateOnly day, CancellationToken stop)
    {
        var seen = Recall((account, day));
        var later = await ledger.SegmentsAfter(account, day, seen is [.., var last] ? last.FirstSeq : 0, stop);
        if (later.Count == 0) return seen;

        var all = seen.Length == 0 ? [.. later] : (SegmentSummary[])[.. seen, .. later];
        Keep(new((account, day), all));
        return all;
    }

    private SegmentSummary[] Recall((AccountId, DateOnly) key)
    {
        lock (_gate)
        {
            if (!_byDay.TryGetValue(key, out var found)) return [];
            _byUse.Remove(found);
            _byUse.AddFirst(found);
            return found.Value.Segments;
        }
    }

    private void Keep(Known day)
    {
        if (day.Segments.Length > maxSegments) return;
        lock (_gate)
        {
            if (_byDay.TryGetValue(day.Key, out var earlier)) Remove(earlier);
            while (_held + day.Segments.Length > maxSegments && _byUse.Last is { } oldest) Remove(oldest);
            _byDay.Add(day.Key, _byUse.AddFirst(day));
            _held += day.Segments.Length;
        }
    }

    private void Remove(LinkedListNode<Known> day)
    {
        _byUse.Remove(day);
        _byDay.Remove(day.Value.Key);
        _held -= day.Value.Segments.Length;
    }

    private sealed record Known((AccountId Account, DateOnly Day) Key, SegmentSummary[] Segments);
}
