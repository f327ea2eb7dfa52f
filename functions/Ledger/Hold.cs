namespace Billing.Ledger;

/// <summary>Keeps so much of a lot from being used, while somebody disputes the payment behind it.</summary>
/// <param name="Units">Ledger units; the lot may have less left.</param>
public readonly record struct Hold(LotId Lot, long Units);
