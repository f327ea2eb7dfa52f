using Billing.Money;

namespace Billing.Pricing;

/// <summary>
/// A line as it is used up part by part. Parts at the rate card's price go on in its tiers where the last one ended;
/// parts at a cover's own price are not counted there. The minimum charge is the rate card's: it is due for all parts
/// at its price together, spread evenly over all of them when their cost is less.
/// </summary>
/// <param name="before">Billed quantity of the month before the line.</param>
public struct LineRun(PricedUse use, Quantity before)
{
    private Quantity _position = before;
    private Amount? _least = use.Rule.MinimumCharge;
    private bool _isSpread;

    public Quantity Left { get; private set; } = use.Billed;

    /// <summary>The rate card's price of the next part, whatever its minimum charge.</summary>
    public readonly PartPrice Card => new(use.Model, default, _position, Left);

    /// <summary>The price of the next part, of which something must be left.</summary>
    /// <param name="own">The price of a cover; null for the rate card's.</param>
    public readonly PartPrice Price(Rate? own)
    {
        if (own is { } rate) return new(null, rate, default, default);

        return IsSpread && _least is { } least ? new(null, new(least, Left), default, default) : Card;
    }

    public void Take(Rate? own, Quantity part, Amount cost)
    {
        if (own is null)
        {
            _isSpread = IsSpread;
            _position += part;
            if (_least is { } least) _least = cost < least ? least - cost : Amount.Zero(least.Currency);
        }
        Left -= part;
    }

    /// <summary>Once one part was charged its share, the others are as well, though alone they cost more.</summary>
    private readonly bool IsSpread => _isSpread || (_least is { } least && Card.Of(Left) < least);
}
