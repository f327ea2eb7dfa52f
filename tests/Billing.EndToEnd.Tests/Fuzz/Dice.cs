namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>Chance that a seed repeats: the same seed and index throw the same.</summary>
internal sealed class Dice(ulong seed, int index)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = unchecked(seed + ((ulong)index * 0xD1B54A32D192ED03));

    /// <summary>From 0 to below the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool Percent(int chance) => Below(100) < chance;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public byte Byte() => (byte)Below(256);

    /// <summary>SplitMix64.</summary>
    private ulong Next()
    {
        unchecked
        {
            _state += Golden;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
