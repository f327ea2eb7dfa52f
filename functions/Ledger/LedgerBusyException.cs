using Billing.Platform;

namespace Billing.Ledger;

/// <summary>Other writers kept winning the race for one account; the same request may pass in a moment.</summary>
public sealed class LedgerBusyException(AccountId account)
    : FaultException($"The ledger of account {account} is busy.");
