using Billing.Money;

namespace Billing.Ledger;

/// <summary>A use that asks who pays for it.</summary>
/// <param name="Dimensions">Canonical "name=value;name=value" text.</param>
/// <param name="DecidedAt">When it is charged.</param>
public readonly record struct CoverUse(
    ServiceName Service, MeterName Meter, string Dimensions, DateTimeOffset Time, DateTimeOffset DecidedAt)
{
    public static CoverUse Of(RatedLine line, DateTimeOffset decidedAt) =>
        new(line.Service, line.Meter, line.Dimensions, line.Time, decidedAt);
}

/// <summary>What a cover could pay of one use.</summary>
/// <param name="Money">The most that it pays: what is left of the total and of the service's quota.</param>
/// <param name="Units">The most quantity that it pays for.</param>
/// <param name="Price">Its own price; null for the rate card's.</param>
/// <param name="IsPast">True if its grace is over: it pays nothing, and the use is late.</param>
public readonly record struct CoverOffer(LotId Cover, Amount Money, Quantity Units, Rate? Price, bool IsPast);

/// <summary>What the covers paid of one line.</summary>
/// <param name="Legs">How many of the line's legs, from the first.</param>
/// <param name="OwnPriced">The quantity that was charged at prices of covers: no tier of the rate card counts it.
/// </param>
/// <param name="IsLate">True if a cover would have paid whose grace is over.</param>
internal readonly record struct CoveredPart(int Legs, long Units, long Micros, long OwnPriced, bool IsLate);
