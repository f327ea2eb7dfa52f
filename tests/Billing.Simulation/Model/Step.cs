using Billing.Simulation.Clocks;

namespace Billing.Simulation.Model;

/// <summary>What happens next, as four numbers: what they mean depends on what is there when it happens.</summary>
/// <param name="Kind">See <see cref="Rehearsal"/>.</param>
public readonly record struct Step(int Kind, int A, int B, int C)
{
    /// <summary>One more than the largest kind.</summary>
    public const int Kinds = 29;

    /// <summary>The steps of a seed: the same on every machine.</summary>
    public static Step[] Of(ulong seed, int count)
    {
        var dice = new Dice(seed).For("model");
        return [.. Enumerable.Range(0, count).Select(_ => new Step(dice.Below(Kinds), Number(), Number(), Number()))];

        int Number() => dice.Below(10_000);
    }

    /// <summary>A number below the bound; other salts give other numbers.</summary>
    public int Pick(int salt, int bound)
    {
        unchecked
        {
            var z = (ulong)(A + 10_000L * (B + 10_000L * C)) * 0x9E3779B97F4A7C15 + (ulong)salt * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)((z ^ (z >> 31)) % (ulong)bound);
        }
    }
}
