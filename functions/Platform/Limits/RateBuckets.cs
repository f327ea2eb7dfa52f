namespace Billing.Platform.Limits;

/// <summary>What the allowance of a caller says of one request.</summary>
/// <param name="Left">How many more would be allowed at once.</param>
/// <param name="Wait">Until the next is allowed; zero where this one is.</param>
/// <param name="FullIn">Until the whole allowance is there again.</param>
public readonly record struct RateAnswer(bool IsAllowed, int Left, TimeSpan Wait, TimeSpan FullIn);

/// <summary>
/// The allowances of one group of functions: a token bucket for each partition, kept as the moment at which it will be
/// full again. A full one is forgotten, and there are never more than the stated number: then the fullest go, so that
/// made-up callers push out each other and never whom the limit holds back.
/// </summary>
public sealed class RateBuckets(RateLimit limit, int maxPartitions, TimeProvider clock)
{
    private readonly Dictionary<string, TimeSpan> _fullAt = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();
    private readonly long _start = clock.GetTimestamp();

    public RateLimit Limit => limit;

    /// <summary>How many are remembered.</summary>
    public int Partitions
    {
        get
        {
            lock (_turn) return _fullAt.Count;
        }
    }

    /// <summary>Counts a request, unless the allowance is used up.</summary>
    public RateAnswer Take(string partition)
    {
        lock (_turn)
        {
            var now = clock.GetElapsedTime(_start);
            var answer = Look(partition, now);
            if (!answer.IsAllowed) return answer;

            if (!_fullAt.ContainsKey(partition) && _fullAt.Count >= maxPartitions) MakeRoom(now);
            _fullAt[partition] = now + answer.FullIn;
            return answer;
        }
    }

    private RateAnswer Look(string partition, TimeSpan now)
    {
        var used = _fullAt.TryGetValue(partition, out var fullAt) && fullAt > now ? fullAt - now : TimeSpan.Zero;
        var after = used + limit.Interval;
        return after > limit.Refill
            ? new(false, 0, after - limit.Refill, used)
            : new(true, (int)((limit.Refill - after).Ticks / limit.Interval.Ticks), TimeSpan.Zero, after);
    }

    /// <summary>Room for a quarter at once, so that a flood pays for sorting rarely.</summary>
    private void MakeRoom(TimeSpan now)
    {
        foreach (var (partition, fullAt) in _fullAt)
            if (fullAt <= now) _fullAt.Remove(partition);
        var excess = _fullAt.Count - (maxPartitions * 3 / 4);
        if (excess <= 0) return;

        foreach (var (partition, _) in _fullAt.OrderBy(it => it.Value).Take(excess).ToList()) _fullAt.Remove(partition);
    }
}
