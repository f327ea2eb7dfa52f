using System.Collections.Immutable;

namespace Billing.Ledger;

/// <summary>What a cover paid for, and at which prices, in a time before its terms changed.</summary>
/// <param name="From">Pays for events at or after this instant.</param>
/// <param name="Until">Pays for events before this instant, in its own grace.</param>
public sealed record CoverSpan(
    DateTimeOffset From, DateTimeOffset Until, CoverScope Scope, ImmutableArray<CoverPrice> Prices)
{
    public bool Holds(DateTimeOffset eventTime) => From <= eventTime && eventTime < Until;

    /// <summary>True if both pay for the same at the same prices, whenever.</summary>
    public bool IsAs(CoverScope scope, ImmutableArray<CoverPrice> prices) =>
        Scope.IsComprehensive == scope.IsComprehensive
        && Scope.Services.AsSpan().SequenceEqual(scope.Services.AsSpan())
        && Prices.AsSpan().SequenceEqual(prices.AsSpan());
}
