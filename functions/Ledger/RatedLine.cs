using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>What paid for a part of a line, in the order in which money is used.</summary>
public enum FundKind
{
    Plan = 1,
    Voucher = 2,
    TopUp = 3,
    Debt = 4,
}

/// <summary>One part of a line: so much quantity, so much money, from one fund.</summary>
/// <param name="Fund">The plan or lot that paid; the empty id for debt.</param>
public readonly record struct Leg(FundKind Kind, LotId Fund, Quantity Quantity, Amount Amount);

/// <summary>
/// One usage event after rating: what it cost, at which price, and who paid. Never changed once committed.
/// </summary>
/// <param name="Source">The producer, as the event named it.</param>
/// <param name="EventId">The producer's id of the event; with source and account it is the event's identity.</param>
/// <param name="Time">When the usage happened, in whole milliseconds or finer, UTC; prices and funds are chosen by
/// it.</param>
/// <param name="Dimensions">Canonical "name=value;name=value" text, names sorted; empty for none.</param>
/// <param name="Description">The text template that the history shows, with {quantity}, or the event's own
/// words.</param>
/// <param name="Price">The price version that applied, as {rate card}@{version}.</param>
/// <param name="TierStart">Billed quantity of the same tier counter before this line.</param>
/// <param name="Quantity">As reported.</param>
/// <param name="Billed">After quantum and round-up: what the price was applied to; the legs' quantities sum to
/// it.</param>
/// <param name="Amount">The legs' amounts sum to it.</param>
/// <param name="IsLate">True if it arrived after the grace of a fund that it would have used.</param>
public sealed record RatedLine(
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
    ImmutableArray<Leg> Legs,
    bool IsLate)
{
    /// <summary>What of money the event stated itself, such as "unit 0.5 USD"; empty for nothing.</summary>
    public string Stated { get; init; } = "";

    /// <summary>The event that this one replaces, as its producer named it; empty for none.</summary>
    public string Amends { get; init; } = "";
}
