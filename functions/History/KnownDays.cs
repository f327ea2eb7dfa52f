using System.Collections.Concurrent;
using Billing.Ledger;

namespace Billing.History;

/// <summary>
/// Remembers which segments a day of an account has, and its newest day, and asks the store for what came later:
/// segments never change and are numbered upwards, so what was seen once is known for ever. A busy day has a thousand
/// of them.
/// </summary>
/// <param name="maxSegments">About 300 bytes each; the days that were used last are kept.</param>
public sealed class KnownDays(LedgerReader ledger, int maxSegments = 100_000)
{
    private const int MaxAccounts = 100_000;

    private readonly ConcurrentDictionary<AccountId, DateOnly> _newest = [];
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

    /// <summary>The newest day in [first, last] with a segment or movement; null if there is none.</summary>
    public async Task<DateOnly?> Newest(AccountId account, DateOnly first, DateOnly last, CancellationToken stop)
    {
        if (first > last) return null;
        var known = _newest.TryGetValue(account, out var day) && day >= first && day <= last ? day : default(DateOnly?);
        if (known == last) return known;

        var found = await ledger.NewestDay(account, known?.AddDays(1) ?? first, last, stop) ?? known;
        if (found is { } newest) Remember(account, newest);
        return found;
    }

    private void Remember(AccountId account, DateOnly day)
    {
        if (_newest.Count >= MaxAccounts) _newest.Clear();
        _newest.AddOrUpdate(account, day, (_, earlier) => day > earlier ? day : earlier);
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
