using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Pricing;

/// <summary>Why a version of a rate card has no price for a use.</summary>
public enum PriceRefusal
{
    /// <summary>No price is for its dimensions, or its state is not listed.</summary>
    NoPrice = 1,

    /// <summary>The price asks the event to state a price, or the currency of its quantity.</summary>
    PriceMissing = 2,

    /// <summary>The event states money that the price does not ask for.</summary>
    PriceNotAllowed = 3,

    /// <summary>The event's price is above what the rate card allows.</summary>
    PriceBeyondLimit = 4,

    /// <summary>The event's money is in another currency than the rate card's.</summary>
    CurrencyMismatch = 5,
}

/// <summary>What a version bills of one use, and how that becomes money wherever the month's count stands.</summary>
/// <param name="Model">Null when the use is in a state in which nothing is billed.</param>
public readonly record struct PricedUse(Quantity Billed, PriceModel? Model, MeterRule Rule, Currency Currency)
{
    /// <summary>True if the state of the use is why nothing is billed.</summary>
    public bool IsFree => Model is null;

    /// <param name="before">Billed quantity of the same meter and month before this use.</param>
    public ImmutableArray<PricedPart> Path(Quantity before) =>
        Model is null || Billed.IsZero ? [] : [.. Model.Path(before, Billed)];

    /// <summary>The sum of the path, rounded once.</summary>
    /// <exception cref="OverflowException">It is beyond what can be counted.</exception>
    public Amount Cost(Quantity before) =>
        Model is null || Billed.IsZero ? Amount.Zero(Currency) : Model.Cost(before, Billed);

    /// <summary>What is posted: the cost, or the minimum charge.</summary>
    /// <exception cref="OverflowException">It is beyond what can be counted.</exception>
    public Amount Charge(Quantity before) => Rule.Charged(Billed, Cost(before));
}
