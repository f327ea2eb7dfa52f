using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.History;

/// <summary>One charge in full: the event, the price that applied, and who paid how much of it.</summary>
/// <param name="Dimensions">name=value;name=value.</param>
/// <param name="Price">The price version that was valid at the event's time.</param>
/// <param name="TierStart">What the meter had counted in the billing month before this event.</param>
/// <param name="Quantity">As the event reported it.</param>
/// <param name="Billed">After quantum and round-up.</param>
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
    Quantity TierStart,
    Quantity Quantity,
    Quantity Billed,
    Amount Amount,
    string Cover,
    ImmutableArray<LegView> Legs,
    bool IsLate)
{
    /// <summary>No account has a billing plan.</summary>
    private const string NoPlan = "no plan";

    public static ChargeView Of(LineId id, RatedLine line) => new(
        id.ToString(),
        line.Source,
        line.EventId,
        line.Time,
        line.Service,
        line.Meter,
        line.Dimensions,
        HistoryText.Of(line),
        line.Price,
        line.TierStart,
        line.Quantity,
        line.Billed,
        line.Amount,
        NoPlan,
        [.. line.Legs.Select(leg => new LegView(leg.Kind, leg.Fund.Value, leg.Quantity, leg.Amount))],
        line.IsLate);
}

/// <summary>One part of a charge and the fund that paid it.</summary>
/// <param name="Fund">The voucher or top-up; empty for debt.</param>
public sealed record LegView(FundKind Kind, string Fund, Quantity Quantity, Amount Amount);
