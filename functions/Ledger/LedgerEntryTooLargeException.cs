namespace Billing.Ledger;

/// <summary>An entry does not fit into one storage transaction; whoever made it must split it.</summary>
public sealed class LedgerEntryTooLargeException(string limit)
    : Exception($"The entry does not fit into one transaction: {limit}.");
