using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>Which services a cover pays for.</summary>
/// <param name="IsComprehensive">True for all services, those that are added later included.</param>
/// <param name="Services">The services that are in; of a comprehensive scope those that are not.</param>
public readonly record struct CoverScope(bool IsComprehensive, ImmutableArray<ServiceName> Services)
{
    public bool Includes(ServiceName service) => Services.Contains(service) != IsComprehensive;
}

/// <summary>The most that a cover pays for one service: in money, in billed quantity over all its meters, or in
/// both.</summary>
public readonly record struct CoverQuota(ServiceName Service, Amount? Money, Quantity? Units);

/// <summary>A price that a cover has for uses of one meter, in place of the rate card's.</summary>
/// <param name="Dimensions">What a use must have, as canonical text; empty asks nothing.</param>
public sealed record CoverPrice(ServiceName Service, MeterName Meter, string Dimensions, Rate Rate)
{
    /// <summary>The price whose conditions are all met; of several, the one that asks for most.</summary>
    public static CoverPrice? Of(
        ImmutableArray<CoverPrice> prices, ServiceName service, MeterName meter, string dimensions)
    {
        CoverPrice? best = null;
        foreach (var price in prices)
            if (price.Meter == meter && price.Service == service
                && DimensionText.Satisfies(dimensions, price.Dimensions)
                && (best is null || DimensionText.Count(price.Dimensions) > DimensionText.Count(best.Dimensions)))
                best = price;
        return best;
    }
}

/// <summary>Everything that a cover promises: what it pays for, when, how much, and at which prices.</summary>
/// <param name="From">Pays for events at or after this instant.</param>
/// <param name="Until">Pays for events before this instant; null until it is used up.</param>
/// <param name="Quotas">At most one a service; services without one share what the others leave.</param>
/// <param name="IsSharedCeiling">True if the quotas in money may together exceed the total, which then caps them.
/// </param>
/// <param name="RollsOver">True if what is left at the end goes to the next term of the same plan.</param>
public sealed record CoverTerms(
    CoverScope Scope,
    DateTimeOffset From,
    DateTimeOffset? Until,
    Amount Total,
    ImmutableArray<CoverQuota> Quotas,
    bool IsSharedCeiling,
    ImmutableArray<CoverPrice> Prices,
    bool RollsOver = false)
{
    /// <summary>True if others learn how much of it is used; false for terms from before there was such news.</summary>
    public bool TellsUse { get; init; } = true;

    /// <summary>True if the plan itself clears the cover away, because it must know what was used; the ledger's sweep
    /// leaves it.</summary>
    public bool IsClosedByPlan { get; init; }

    public const int MaxServices = 20;
    public const int MaxQuotas = 20;
    public const int MaxPrices = 50;

    /// <summary>Characters of the terms written as JSON: all covers of an account must fit in one row.</summary>
    public const int MaxTextLength = 15_000;

    public CoverPrice? PriceOf(ServiceName service, MeterName meter, string dimensions) =>
        CoverPrice.Of(Prices, service, meter, dimensions);
}
