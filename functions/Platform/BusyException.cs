namespace Billing.Platform;

/// <summary>
/// Others kept winning the race for a row, a stated number of times; the same request may pass later.
/// </summary>
public sealed class BusyException(string message) : FaultException(message);
