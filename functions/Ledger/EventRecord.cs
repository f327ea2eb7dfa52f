using Billing.Money;

namespace Billing.Ledger;

/// <summary>
/// The reported half of a line: what a producer said, and what an event's identity and content are read from.
/// </summary>
public readonly record struct EventRecord(
    string Source,
    string EventId,
    DateTimeOffset Time,
    ServiceName Service,
    MeterName Meter,
    string Dimensions,
    Quantity Quantity,
    string Stated = "",
    string Amends = "");
