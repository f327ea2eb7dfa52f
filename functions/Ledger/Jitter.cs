namespace Billing.Ledger;

/// <summary>
/// Spreads the attempts of writers that race for one account; seeded, so that a failing run can be repeated.
/// </summary>
public sealed class Jitter(ulong seed)
{
    private const int BaseMilliseconds = 4;
    private const int MaxMilliseconds = 400;

    private ulong _state = seed;

    /// <summary>A random time up to a bound that doubles with each attempt.</summary>
    public TimeSpan Before(int attempt)
    {
        var bound = Math.Min(MaxMilliseconds, BaseMilliseconds << Math.Min(attempt, 8));
        return TimeSpan.FromMilliseconds(1 + (int)(Next() % (ulong)bound));
    }

    /// <summary>SplitMix64: every call moves on by a fixed step, so that concurrent callers need no lock.</summary>
    private ulong Next()
    {
        unchecked
        {
            var z = Interlocked.Add(ref _state, 0x9E3779B97F4A7C15);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
