using Billing.Money;

namespace Billing.TopUps;

/// <summary>What a person decided about a payment that the gateways left in doubt, and why.</summary>
/// <param name="Credit">What the account gets; null rejects the payment.</param>
/// <param name="By">The subject of the person.</param>
public sealed record Review(Amount? Credit, string Reason, string By, DateTimeOffset At)
{
    /// <summary>True if another decision comes to the same.</summary>
    public bool Says(Review other) => Credit == other.Credit;
}

/// <summary>Why a decision about a payment is not taken.</summary>
public enum ReviewRefusal
{
    NotInReview = 1,
    DecidedBefore = 2,
    CurrencyMismatch = 3,
    AmountUnpayable = 4,
    MoreThanReceived = 5,

    /// <summary>The money behind it has credited another top-up.</summary>
    CaptureClaimed = 6,
}

/// <summary>Why the outcome of a refund is not taken from a person.</summary>
public enum OutcomeRefusal
{
    NoSuchRefund = 1,

    /// <summary>It is known what became of it, and that was something else.</summary>
    Answered = 2,
}

/// <summary>Why a refund is not ordered.</summary>
public enum RefundRefusal
{
    NotPaid = 1,
    CurrencyMismatch = 2,
    AmountUnpayable = 3,
    MoreThanPaid = 4,
    TooManyRefunds = 5,
}
