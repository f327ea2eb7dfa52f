namespace Billing.Ledger;

/// <summary>
/// A stored ledger row does not read as what it must be: it was damaged, or written by a newer version.
/// </summary>
public sealed class LedgerFormatException(string message, Exception? cause = null) : Exception(message, cause);
