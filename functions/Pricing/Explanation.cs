using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Pricing;

/// <summary>How the amount of a rated line came about, worked out again from the line and its price alone.</summary>
/// <param name="Billed">The reported quantity after quantum and minimum.</param>
/// <param name="Path">
/// The parts of the billed quantity and what each is charged at; empty when nothing is billed.
/// </param>
/// <param name="Cost">The sum of the path, rounded once.</param>
/// <param name="Amount">The cost, raised to the minimum charge if there is one: what was posted.</param>
public sealed record Explanation(
    PriceVersion Version, Quantity Billed, ImmutableArray<PricedPart> Path, Amount Cost, Amount Amount)
{
    public bool IsMinimumCharge => Amount > Cost;

    /// <summary>True if nothing is billed because of the state that the use was in.</summary>
    public bool IsFreeState { get; private init; }

    /// <exception cref="InvariantException">
    /// The line names another version, or one without a price for it.
    /// </exception>
    public static Explanation Of(RatedLine line, PriceVersion version)
    {
        Invariant.Holds(line.Price == version.Name, "A line is explained by the version that it names");
        var priced = version.Use(Dimensions.Parse(line.Dimensions), StatedPrice.Parse(line.Stated), line.Quantity);
        Invariant.Holds(priced.IsAccepted(out var use, out _), "A rated line has a price in the version that it names");

        var (path, cost) = (use.Path(line.TierStart), use.Cost(line.TierStart));
        return new(version, use.Billed, path, cost, use.Charge(line.TierStart)) { IsFreeState = use.IsFree };
    }
}
