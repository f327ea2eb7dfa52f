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
/// <param name="TierPath">The parts of the billed quantity and what each costs; empty when nothing is billed.</param>
/// <param name="Cost">The sum of the tier path, rounded once, half away from zero, to the ledger's unit.</param>
/// <param name="Rounding">What rounding added to the exact cost, in ledger units.</param>
/// <param name="Rule">What of a reported quantity is billed, and what a use costs at least.</param>
/// <param name="Stated">What of money the event stated itself; empty for nothing.</param>
/// <param name="IsFreeState">True if nothing is billed because of the state that the use was in.</param>
/// <param name="IsMinimumCharge">True if the cost was raised to the least that a use costs.</param>
/// <param name="Amount">What was posted: the cost, or the minimum charge.</param>
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
    ImmutableArray<TierView> TierPath,
    Amount Cost,
    Fraction Rounding,
    bool IsMinimumCharge,
    Amount Amount,
    string Cover,
    ImmutableArray<LegView> Legs,
    bool IsLate)
{
    /// <summary>No account has a billing plan.</summary>
    private const string NoPlan = "no plan";

    public static ChargeView Of(LineId id, RatedLine line, Explanation explained) => new(
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
        [.. explained.Path.Select(part => new TierView(part.Tier, part.Quantity, part.Rate.Price, part.Rate.Per))],
        explained.Cost,
        Fraction.RoundingOf(explained),
        explained.IsMinimumCharge,
        line.Amount,
        NoPlan,
        [.. line.Legs.Select(leg => new LegView(leg.Kind, leg.Fund.Value, leg.Quantity, leg.Amount))],
        line.IsLate);
}

/// <summary>One part of the billed quantity, and the price of the tier that it falls in.</summary>
/// <param name="Tier">Counted from 1.</param>
/// <param name="Price">For so much as <paramref name="Per"/> says.</param>
public sealed record TierView(int Tier, Quantity Quantity, Amount Price, Quantity Per);

/// <summary>A fraction of a ledger unit, exactly: whole numbers as text, because they may be long.</summary>
public sealed record Fraction(string Numerator, string Denominator)
{
    /// <summary>The rounded cost less the exact one; never more than a half either way.</summary>
    public static Fraction RoundingOf(Explanation explained)
    {
        if (explained.Path.IsEmpty) return new("0", "1");

        var per = explained.Path[0].Rate.Per.Micros;
        var exact = explained.Path.Aggregate(Int128.Zero, (sum, part) => sum + part.Rate.Numerator(part.Quantity));
        var added = (Int128)explained.Cost.Units * per - exact;
        return new(added.ToString(CultureInfo.InvariantCulture), per.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>One part of a charge and the fund that paid it.</summary>
/// <param name="Fund">The voucher or top-up; empty for debt.</param>
public sealed record LegView(FundKind Kind, string Fund, Quantity Quantity, Amount Amount);
