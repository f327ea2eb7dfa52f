using Billing.Platform;
using Billing.TopUps.Inbox;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>How VNPay's notice is answered; it calls again unless the answer is 00 or 02.</summary>
public enum VnPayAnswer
{
    OrderNotFound = 1,
    AlreadyConfirmed = 2,
    InvalidAmount = 4,
    InvalidSignature = 97,
    UnknownError = 99,

    /// <summary>Taken, whether it was good news or bad.</summary>
    Confirmed = 100,
}

/// <summary>One notice or return of VNPay whose signature was good. Only then its fields mean anything.</summary>
/// <param name="Amount">As it was signed, in hundredths of a dong.</param>
/// <param name="PaidAt">Null if it is missing or no date.</param>
public sealed record VnPayNotice(
    string Terminal,
    string Reference,
    string Amount,
    string Transaction,
    string ResponseCode,
    string TransactionStatus,
    DateTimeOffset? PaidAt)
{
    /// <summary>
    /// Reads a raw query string; refuses what is empty or not signed with the secret before looking at any field.
    /// </summary>
    public static Outcome<VnPayNotice, VnPayAnswer> Read(string query, string secret)
    {
        if (query.Length == 0) return VnPayAnswer.UnknownError;
        if (VnPayFields.Read(query) is not { } fields) return VnPayAnswer.InvalidSignature;
        if (!fields.AreSignedWith(secret)) return VnPayAnswer.InvalidSignature;

        return From(fields);
    }

    /// <summary>From fields whose signature was good.</summary>
    public static VnPayNotice From(VnPayFields fields) => new(
        fields["vnp_TmnCode"],
        fields["vnp_TxnRef"],
        fields["vnp_Amount"],
        fields["vnp_TransactionNo"],
        fields["vnp_ResponseCode"],
        fields["vnp_TransactionStatus"],
        VnPayTime.Read(fields["vnp_PayDate"]));

    /// <summary>
    /// The top-up that it is about, if the notice is for our terminal and its reference can be one of ours.
    /// </summary>
    public Outcome<TopUpId, VnPayAnswer> Addressee(string ourTerminal)
    {
        if (Terminal != ourTerminal) return VnPayAnswer.OrderNotFound;
        if (!TopUpId.TryParse(Reference, out var id)) return VnPayAnswer.OrderNotFound;

        return id;
    }

    /// <summary>What it says of its payment; whether the amount is ours is for others to tell.</summary>
    public PaymentResult Result => VnPayAmount.Read(Amount) is { } amount
        ? VnPayCodes.Judge(new(ResponseCode, TransactionStatus), amount, Transaction, PaidAt)
        : new PaymentResult.Doubtful("amount_unreadable");

    /// <summary>Null if it may be about this top-up; the amount must be ours to the letter.</summary>
    public VnPayAnswer? Misfit(TopUp? topUp)
    {
        if (topUp is null || topUp.Method != PayMethod.VnPay) return VnPayAnswer.OrderNotFound;
        if (Amount != VnPayAmount.Write(topUp.Total)) return VnPayAnswer.InvalidAmount;

        return null;
    }

    /// <summary>How what became of it is answered: nothing new is 02, anything taken is 00.</summary>
    /// <param name="isPaid">Whether its payment was credited before.</param>
    public static VnPayAnswer AnswerTo(NoticeOutcome outcome, bool isPaid) => outcome switch
    {
        NoticeOutcome.NeedsReview when isPaid => VnPayAnswer.AlreadyConfirmed,
        NoticeOutcome.Repeated => VnPayAnswer.AlreadyConfirmed,
        NoticeOutcome.Unmatched => VnPayAnswer.OrderNotFound,
        NoticeOutcome.Received => VnPayAnswer.UnknownError,
        NoticeOutcome.Applied or NoticeOutcome.Parked => VnPayAnswer.Confirmed,
        NoticeOutcome.NeedsReview or NoticeOutcome.Ignored => VnPayAnswer.Confirmed,
    };
}
