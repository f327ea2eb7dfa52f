using Billing.Money;

namespace Billing.Ledger;

/// <summary>
/// One side of a double entry: value leaves where the amount is negative and arrives where it is positive.
/// </summary>
/// <param name="Account">A book account, such as clearing:vnpay, customer:top-up or revenue:ai-inference.</param>
public sealed record Posting(string Account, Amount Amount);
