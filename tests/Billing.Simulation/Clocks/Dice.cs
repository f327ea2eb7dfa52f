namespace Billing.Simulation.Clocks;

/// <summary>All chance of a run comes from here: the same seed gives the same numbers, on every machine.</summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice of their own for a part of the world, so that its throws do not shift those of another.</summary>
    public Dice For(string part)
    {
        var mixed = _state;
        foreach (var c in part) mixed = unchecked((mixed ^ c) * 0x100000001B3);
        return new(new Dice(mixed).Next());
    }

    /// <summary>SplitMix64.</summary>
    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Both included.</summary>
    public long Between(long least, long most) => least + (long)(Next() % (ulong)(most - least + 1));

    public TimeSpan Between(TimeSpan least, TimeSpan most) => new(Between(least.Ticks, most.Ticks));

    /// <summary>True so many times in a million.</summary>
    public bool Chance(int perMillion) => perMillion > 0 && Below(1_000_000) < perMillion;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
