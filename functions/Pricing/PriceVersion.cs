using Billing.Money;
using Billing.Platform;

namespace Billing.Pricing;

/// <summary>Terms as they were published: they have a number and never change again.</summary>
/// <param name="Number">Counted from 1 within the rate card.</param>
public sealed record PriceVersion(RateCardId Card, int Number, DateTimeOffset PublishedAt, PriceTerms Terms)
{
    /// <summary>The name that a rated line carries: {rate card}@{number}.</summary>
    public string Name { get; } = $"{Card}@{Number}";

    /// <summary>What is billed of a use, and the model that prices it; or why there is no price for it.</summary>
    /// <exception cref="OverflowException">The quantity or the price is beyond what can be counted.</exception>
    public Outcome<PricedUse, PriceRefusal> Use(Dimensions dimensions, StatedPrice? stated, Quantity reported)
    {
        var state = Terms.States?.Of(dimensions) ?? StateVerdict.Billed;
        if (state == StateVerdict.Unknown) return PriceRefusal.NoPrice;
        if (state == StateVerdict.Free) return new PricedUse(Quantity.Zero, null, Terms.Rule, Card.Currency);
        if (Terms.For(dimensions) is not { } model) return PriceRefusal.NoPrice;

        var billed = Terms.Rule.Billed(reported);
        if (!model.With(stated, billed).IsAccepted(out var priced, out var refusal)) return refusal;
        return new PricedUse(billed, priced, Terms.Rule, Card.Currency);
    }

    /// <summary>What a use costs; null when this version has no price for it.</summary>
    /// <param name="before">Billed quantity of the same meter and month before this use.</param>
    /// <exception cref="OverflowException">The quantity or the cost is beyond what can be counted.</exception>
    public Charge? Charge(
        Dimensions dimensions, Quantity before, Quantity reported, StatedPrice? stated = null) =>
        Use(dimensions, stated, reported).IsAccepted(out var use, out _) ? new(use.Billed, use.Charge(before)) : null;
}

/// <summary>What is billed of a use, and what it costs.</summary>
public readonly record struct Charge(Quantity Billed, Amount Amount);
