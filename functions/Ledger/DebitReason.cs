namespace Billing.Ledger;

/// <summary>Why paid credit was taken back.</summary>
public enum DebitReason
{
    Refund = 1,

    /// <summary>The payer's bank or the gateway took the money back against our will.</summary>
    Chargeback = 2,
}
