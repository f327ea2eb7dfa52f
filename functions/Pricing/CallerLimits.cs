using Billing.Money;
using Billing.Platform;

namespace Billing.Pricing;

/// <summary>The limits within which the producer of an event may name its price or its whole amount.</summary>
/// <param name="Per">The quantity that a unit price is stated for.</param>
/// <param name="MaxUnitPrice">The dearest unit; an amount may not come to more for its billed quantity.</param>
/// <param name="MaxAmount">The dearest line; null for none.</param>
public sealed record CallerLimits(Quantity Per, Amount? MaxUnitPrice, Amount? MaxAmount, Currency Currency)
{
    /// <summary>The rate that the event's statement comes to.</summary>
    public Outcome<Rate, PriceRefusal> Rate(StatedPrice? stated, Quantity billed)
    {
        if (stated is null || stated.Kind == StatedPriceKind.Currency) return PriceRefusal.PriceMissing;
        if (stated.Currency != Currency) return PriceRefusal.CurrencyMismatch;

        var per = stated.Kind == StatedPriceKind.UnitPrice ? Per : AtLeastOne(billed);
        var rate = new Rate(stated.Amount, per);
        return IsAllowed(rate, billed) ? rate : PriceRefusal.PriceBeyondLimit;
    }

    /// <summary>Compared as exact fractions, so that no rounding opens a gap in the limit.</summary>
    private bool IsAllowed(Rate rate, Quantity billed)
    {
        if (MaxUnitPrice is { } unit && (Int128)rate.Price.Units * Per.Micros > (Int128)unit.Units * rate.Per.Micros)
            return false;
        return MaxAmount is not { } most || rate.Of(billed) <= most;
    }

    /// <summary>A use of nothing costs nothing, whatever it is priced at.</summary>
    private static Quantity AtLeastOne(Quantity billed) => billed.IsZero ? Quantity.Of(1) : billed;
}
