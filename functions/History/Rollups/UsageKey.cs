using Billing.Ledger;

namespace Billing.History.Rollups;

/// <summary>What a sum of usage is of, within a day.</summary>
/// <param name="Slot">The part of the day, counted from midnight UTC.</param>
public readonly record struct UsageKey(int Slot, ServiceName Service, MeterName Meter, UsageResource Resource);
