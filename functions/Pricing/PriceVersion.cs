using Billing.Money;

namespace Billing.Pricing;

/// <summary>Terms as they were published: they have a number and never change again.</summary>
/// <param name="Number">Counted from 1 within the rate card.</param>
public sealed record PriceVersion(RateCardId Card, int Number, DateTimeOffset PublishedAt, PriceTerms Terms)
{
    /// <summary>The name that a rated line carries: {rate card}@{number}.</summary>
    public string Name { get; } = $"{Card}@{Number}";

    /// <summary>What a use costs; null when no price is for uses with these dimensions.</summary>
    /// <param name="before">Billed quantity of the same meter and month before this use.</param>
    /// <exception cref="OverflowException">The quantity or the cost is beyond what can be counted.</exception>
    public Charge? Charge(Dimensions dimensions, Quantity before, Quantity reported)
    {
        if (Terms.For(dimensions) is not { } model) return null;

        var billed = Terms.Rule.Billed(reported);
        if (billed.IsZero) return new(billed, Amount.Zero(Card.Currency));
        return new(billed, Terms.Rule.Charged(billed, model.Cost(before, billed)));
    }
}

/// <summary>What is billed of a use, and what it costs.</summary>
public readonly record struct Charge(Quantity Billed, Amount Amount);
