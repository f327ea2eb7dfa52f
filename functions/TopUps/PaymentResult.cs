using Billing.Money;

namespace Billing.TopUps;

/// <summary>
/// What a gateway said about a payment, after it was verified, in terms that all gateways share. The set is closed.
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

    /// <summary>It failed or was cancelled; no money moved.</summary>
    /// <param name="Code">The gateway's code.</param>
    public sealed record Declined(string Code) : PaymentResult;

    /// <summary>Money may have left the customer, or the gateway contradicts itself: a person decides.</summary>
    public sealed record Doubtful(string Code) : PaymentResult;

    /// <summary>The gateway knows the payment; the customer has not finished it.</summary>
    public sealed record Unfinished : PaymentResult;

    /// <summary>The gateway does not know the payment: the customer never got as far as its page.</summary>
    public sealed record Unknown : PaymentResult;

    /// <summary>No answer, or none that can be trusted; nothing follows from it.</summary>
    public sealed record Unanswered(string Reason) : PaymentResult;
}
