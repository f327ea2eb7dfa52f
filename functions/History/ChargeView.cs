using System.Collections.Immutable;
using System.Globalization;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;

namespace Billing.History;

/// <summary>One charge in full: the event, the price that applied, and who paid how much of it.</summary>
/// <param name="Dimensions">name=value;name=value.</param>
/// <param name="Price">The price version that was valid at the event's time.</param>
/// <param name="TierStart">What the meter had counted in the billing month before this event.</param>
/// <param name="Quantity">As the event reported it.</param>
/// <param name="Billed">After quantum and round-up.</param>
/// <param name="PriceValidFrom">Since when that version is valid.</param>
/// <param name="Covered">The parts that billing plans paid, each at its own price or the rate card's.</param>
/// <param name="TierPath">
/// The parts of the billed quantity that no plan paid and what each costs; empty when there is none.
/// </param>
/// <param name="Cost">The sum of the tier path, rounded once, half away from zero, to the ledger's unit.</param>
/// <param name="Rounding">What rounding added to the exact cost, in ledger units.</param>
/// <param name="Rule">What of a reported quantity is billed, and what a use costs at least.</param>
/// <param name="Stated">What of money the event stated itself; empty for nothing.</param>
/// <param name="IsFreeState">True if nothing is billed because of the state that the use was in.</param>
/// <param name="IsMinimumCharge">True if the cost was raised to the least that a use costs.</param>
/// <param name="Amount">What was posted: the parts of plans, and the cost or the minimum charge.</param>
/// <param name="Cover">Why a billing plan paid for it, or why none did.</param>
public sealed record ChargeView(
    string Id,
    string Source,
    string EventId,
    DateTimeOffset Time,
    ServiceName Service,
    MeterName Meter,
    string Dimensions,
    string Description,
    string Price,
    DateTimeOffset PriceValidFrom,
    Quantity TierStart,
    Quantity Quantity,
    MeterRule Rule,
    string Stated,
    bool IsFreeState,
    Quantity Billed,
    ImmutableArray<CoveredView> Covered,
    ImmutableArray<TierView> TierPath,
    Amount Cost,
    Fraction Rounding,
    bool IsMinimumCharge,
    Amount Amount,
    string Cover,
    ImmutableArray<LegView> Legs,
    bool IsLate)
{
    /// <summary>The event of the same source that this one replaces, by its time and id; empty for none.</summary>
    public string Amends { get; init; } = "";

    /// <summary>The event that took this charge back; null while it stands.</summary>
    public ReversedBy? ReversedBy { get; init; }

    /// <param name="plans">The plans that had been activated when the line was charged.</param>
    public static ChargeView Of(
        LineId id, RatedLine line, Explanation explained, params IReadOnlyCollection<CoverTerms> plans) => new(
        id.ToString(),
        line.Source,
        line.EventId,
        line.Time,
        line.Service,
        line.Meter,
        line.Dimensions,
        HistoryText.Of(line),
        line.Price,
        explained.Version.Terms.ValidFrom,
        line.TierStart,
        line.Quantity,
        explained.Version.Terms.Rule,
        line.Stated,
        explained.IsFreeState,
        line.Billed,
        [.. explained.Covered.Select(CoveredView.Of)],
        [.. explained.Path.Select(TierView.Of)],
        explained.Cost,
        Fraction.RoundingOf(explained.Cost, explained.Path),
        explained.IsMinimumCharge,
        line.Amount,
        CoverDecision.Of(line, plans),
        [.. line.Legs.Select(leg => new LegView(leg.Kind, leg.Fund.Value, leg.Quantity, leg.Amount))],
        line.IsLate)
    {
        Amends = line.Amends,
    };
}

/// <summary>One part of the billed quantity, and the price of the tier that it falls in.</summary>
/// <param name="Tier">Counted from 1.</param>
/// <param name="Price">For so much as <paramref name="Per"/> says.</param>
public sealed record TierView(int Tier, Quantity Quantity, Amount Price, Quantity Per)
{
    public static TierView Of(PricedPart part) => new(part.Tier, part.Quantity, part.Rate.Price, part.Rate.Per);
}

/// <summary>The part of a charge that one billing plan paid.</summary>
/// <param name="IsOwnPrice">True at the plan's own price, which no tier of the rate card counts.</param>
/// <param name="Rounding">What rounding added to the exact cost, in ledger units.</param>
public sealed record CoveredView(
    string Plan,
    Quantity Quantity,
    bool IsOwnPrice,
    ImmutableArray<TierView> TierPath,
    Fraction Rounding,
    Amount Amount)
{
    public static CoveredView Of(CoveredShare share) => new(
        share.Cover.Value, share.Quantity, share.Own is not null, [.. share.Path.Select(TierView.Of)],
        Fraction.RoundingOf(share.Amount, share.Path), share.Amount);
}

/// <summary>A fraction of a ledger unit, exactly: whole numbers as text, because they may be long.</summary>
public sealed record Fraction(string Numerator, string Denominator)
{
    /// <summary>The rounded cost less the exact one; never more than a half either way.</summary>
    public static Fraction RoundingOf(Amount cost, ImmutableArray<PricedPart> path)
    {
        if (path.IsEmpty) return new("0", "1");

        var per = path[0].Rate.Per.Micros;
        var exact = path.Aggregate(Int128.Zero, (sum, part) => sum + part.Rate.Numerator(part.Quantity));
        var added = (Int128)cost.Units * per - exact;
        return new(added.ToString(CultureInfo.InvariantCulture), per.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>One part of a charge and the fund that paid it.</summary>
/// <param name="Fund">The voucher or top-up; empty for debt.</param>
public sealed record LegView(FundKind Kind, string Fund, Quantity Quantity, Amount Amount);
