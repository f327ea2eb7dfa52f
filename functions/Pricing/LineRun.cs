using Billing.Money;

namespace Billing.Pricing;

/// <summary>
/// A line as it is used up part by part. Parts at the rate card's price go on in its tiers where the last one ended;
/// parts at a cover's own price are not counted there. The minimum charge is the rate card's: it is due for all parts
/// at its price together, spread evenly over them when their cost is less.
/// </summary>
/// <param name="before">Billed quantity of the month before the line.</param>
public struct LineRun(PricedUse use, Quantity before)
{
    private Quantity _position = before;
    private Amount? _least = use.Rule.MinimumCharge;

    public Quantity Left { get; private set; } = use.Billed;

    /// <summary>The rate card's price of the next part, whatever its minimum charge.</summary>
    public readonly PartPrice Card => new(use.Model, default, _position, Left);

    /// <summary>The price of the next part, of which something must be left.</summary>
    /// <param name="own">The price of a cover; null for the rate card's.</param>
    public readonly PartPrice Price(Rate? own)
    {
        if (own is { } rate) return new(null, rate, default, default);

        var card = Card;
        return _least is { } least && card.Of(Left) < least ? new(null, new(least, Left), default, default) : card;
    }

    public void Take(Rate? own, Quantity part, Amount cost)
    {
        Left -= part;
        if (own is not null) return;

        _position += part;
        if (_least is { } least) _least = cost < least ? least - cost : null;
    }
}
