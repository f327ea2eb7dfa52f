using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Pricing;

/// <summary>
/// How the amount of a rated line came about, worked out again from the line, its price and the terms of its covers.
/// </summary>
/// <param name="Billed">The reported quantity after quantum and minimum.</param>
/// <param name="Path">
/// The parts of the quantity that no cover pays for and what each is charged at; empty when there is none.
/// </param>
/// <param name="Cost">The sum of the path, rounded once.</param>
/// <param name="Amount">The parts of covers, and the cost, raised to the minimum charge if there is one: what was
/// posted.</param>
public sealed record Explanation(
    PriceVersion Version, Quantity Billed, ImmutableArray<PricedPart> Path, Amount Cost, Amount Amount)
{
    /// <summary>What covers paid for, in their order.</summary>
    public ImmutableArray<CoveredShare> Covered { get; private init; } = [];

    public bool IsMinimumCharge => Amount > Covered.Aggregate(Cost, (sum, share) => sum + share.Amount);

    /// <summary>True if nothing is billed because of the state that the use was in.</summary>
    public bool IsFreeState { get; private init; }

    /// <param name="terms">The terms of a cover that the line names; left out for a line that names none.</param>
    /// <exception cref="InvariantException">
    /// The line names another version, or one without a price for it.
    /// </exception>
    public static Explanation Of(RatedLine line, PriceVersion version, Func<LotId, CoverTerms>? terms = null)
    {
        Invariant.Holds(line.Price == version.Name, "A line is explained by the version that it names");
        var priced = version.Use(Dimensions.Parse(line.Dimensions), StatedPrice.Parse(line.Stated), line.Quantity);
        Invariant.Holds(priced.IsAccepted(out var use, out _), "A rated line has a price in the version that it names");

        var (run, zero) = (new LineRun(use, line.TierStart), Amount.Zero(use.Currency));
        var covered = ImmutableArray.CreateBuilder<CoveredShare>();
        foreach (var leg in line.Legs.Where(leg => leg.Kind == FundKind.Plan))
        {
            var own = terms?.Invoke(leg.Fund).PriceOf(line.Service, line.Meter, line.Dimensions)?.Rate;
            var price = run.Price(own);
            var share = new CoveredShare(leg.Fund, leg.Quantity, own, price.Path(leg.Quantity), price.Of(leg.Quantity));
            covered.Add(share);
            run.Take(own, share.Quantity, share.Amount);
        }
        var isRest = !run.Left.IsZero;
        var (path, cost) = isRest ? (run.Card.Path(run.Left), run.Card.Of(run.Left)) : ([], zero);
        var rest = isRest ? run.Price(own: null).Of(run.Left) : zero;
        var amount = covered.Aggregate(rest, (sum, share) => sum + share.Amount);
        return new(version, use.Billed, path, cost, amount)
        {
            Covered = covered.DrainToImmutable(),
            IsFreeState = use.IsFree,
        };
    }
}

/// <summary>The part of a line that one cover paid for.</summary>
/// <param name="Own">The cover's own price; null for the rate card's.</param>
/// <param name="Path">The parts of the quantity and what each is charged at.</param>
/// <param name="Amount">The sum of the path, rounded once; or its share of the minimum charge.</param>
public sealed record CoveredShare(
    LotId Cover, Quantity Quantity, Rate? Own, ImmutableArray<PricedPart> Path, Amount Amount);
