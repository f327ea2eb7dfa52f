using Billing.Money;

namespace Billing.TopUps;

/// <summary>
/// What a gateway said about a payment, after it was verified, in terms that all gateways share. The set is closed.
/// Amounts are in the currency that the customer pays in.
/// </summary>
public abstract record PaymentResult
{
    private PaymentResult()
    {
    }

    /// <summary>The money is with the gateway.</summary>
    /// <param name="Transaction">The gateway's own id of the capture: it credits once, whatever carries the
    /// news.</param>
    /// <param name="PaidAt">As the gateway dates it; null if it does not, or not legibly.</param>
    public sealed record Paid(Amount Amount, string Transaction, DateTimeOffset? PaidAt) : PaymentResult;

    /// <summary>A part of the money arrived; parts come until the whole is there.</summary>
    /// <param name="Receipt">The bank's id of the transfer: it counts once.</param>
    public sealed record Received(Amount Amount, string Receipt, DateTimeOffset At) : PaymentResult;

    /// <summary>It failed or was cancelled; no money moved.</summary>
    /// <param name="Code">The gateway's code.</param>
    public sealed record Declined(string Code) : PaymentResult;

    /// <summary>One try failed; the customer may try again, so the payment stays open.</summary>
    public sealed record Attempted(string Code) : PaymentResult;

    /// <summary>Nobody can pay it any more, and nobody has.</summary>
    public sealed record Lapsed(string Code) : PaymentResult;

    /// <summary>Money may have left the customer, or the gateway contradicts itself: a person decides.</summary>
    public sealed record Doubtful(string Code) : PaymentResult;

    /// <summary>The gateway knows the payment; the customer has not finished it.</summary>
    public sealed record Unfinished : PaymentResult;

    /// <summary>The gateway does not know the payment: the customer never got as far as its page.</summary>
    public sealed record Unknown : PaymentResult;

    /// <summary>No answer, or none that can be trusted; nothing follows from it.</summary>
    public sealed record Unanswered(string Reason) : PaymentResult;

    /// <summary>Money went back to the customer.</summary>
    /// <param name="Refund">The gateway's id of the refund: it counts once.</param>
    public sealed record Refunded(string Refund, Amount Amount) : PaymentResult;

    /// <summary>All that has gone back so far, where the gateway says the sum and not each refund.</summary>
    public sealed record RefundedInAll(Amount Total) : PaymentResult;

    /// <summary>A refund did not reach the customer: the money is with us again.</summary>
    public sealed record RefundFailed(string Refund, Amount Amount) : PaymentResult;

    /// <summary>The payer disputes the payment with bank or gateway.</summary>
    /// <param name="Dispute">The gateway's id of the dispute.</param>
    public sealed record Disputed(string Dispute, DisputePhase Phase, Amount Amount) : PaymentResult;

    /// <summary>The gateway took the money back and names no dispute.</summary>
    public sealed record TakenBack(Amount Amount) : PaymentResult;
}

/// <summary>
/// How far a dispute has come; the furthest that was ever heard of counts, so the order of the news does not.
/// </summary>
public enum DisputePhase
{
    Opened = 1,

    /// <summary>The gateway took the money while it decides.</summary>
    Withdrawn = 2,
    Lost = 3,

    /// <summary>Decided for us, or withdrawn by the payer; the money is ours again.</summary>
    Won = 4,
}
