using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Pricing;

/// <summary>One step of a tiered price.</summary>
/// <param name="UpTo">
/// The month's quantity at which it ends, included; null for the last one, which has no end.
/// </param>
public readonly record struct Tier(Quantity? UpTo, Amount Price);

/// <summary>
/// The steps of a tiered price, all stated for the same quantity, so that a cost over several is one fraction.
/// </summary>
public sealed class Tiers
{
    public const int MaxCount = 20;

    private readonly ImmutableArray<Tier> _steps;
    private readonly ImmutableArray<Rate> _rates;

    /// <exception cref="ArgumentException">
    /// The steps do not rise, or the last one has an end or another one has none.
    /// </exception>
    public Tiers(Quantity per, params IEnumerable<Tier> steps)
    {
        _steps = [.. steps];
        if (!AreInOrder(_steps)) throw new ArgumentException("Tiers rise, and only the last has no end.");
        Per = per;
        _rates = [.. _steps.Select(step => new Rate(step.Price, per))];
    }

    public Quantity Per { get; }

    public int Count => _steps.Length;

    public ImmutableArray<Tier> Steps => _steps;

    public static bool AreInOrder(IReadOnlyList<Tier> steps)
    {
        if (steps.Count is 0 or > MaxCount || steps[^1].UpTo is not null) return false;

        var end = Quantity.Zero;
        foreach (var step in steps.SkipLast(1))
        {
            if (step.UpTo is not { } next || next <= end) return false;
            end = next;
        }
        return true;
    }

    public Quantity? End(int index) => _steps[index].UpTo;

    public Rate RateOf(int index) => _rates[index];

    /// <summary>The index of the step that a total lies in; a total at a step's end still lies in it.</summary>
    public int Reached(Quantity total)
    {
        var index = 0;
        while (_steps[index].UpTo is { } end && end < total) index++;
        return index;
    }
}
