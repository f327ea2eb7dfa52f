using Billing.Platform;
using Microsoft.AspNetCore.Mvc;

namespace Billing.TopUps;

/// <summary>Why something is not done with a payment.</summary>
public static class PaymentAnswers
{
    public static IActionResult Refuse(ReviewRefusal refusal) => refusal switch
    {
        ReviewRefusal.NotInReview => Conflict(refusal, "The payment is not in doubt."),
        ReviewRefusal.DecidedBefore => Conflict(refusal, "Somebody decided otherwise before."),
        ReviewRefusal.CaptureClaimed => Conflict(refusal, "The money behind it has credited another payment."),
        ReviewRefusal.CurrencyMismatch => Invalid(refusal, "This is not the currency of the account."),
        ReviewRefusal.AmountUnpayable => Invalid(refusal, "A positive amount that people can pay."),
        ReviewRefusal.MoreThanReceived => Invalid(refusal, "At most the payment's amount, or what came in."),
    };

    public static IActionResult Refuse(RefundRefusal refusal) => refusal switch
    {
        RefundRefusal.NotPaid => Conflict(refusal, "The payment has not been credited."),
        RefundRefusal.TooManyRefunds => Conflict(refusal, "The payment has been changed too often."),
        RefundRefusal.CurrencyMismatch => Invalid(refusal, "This is not the currency that was paid."),
        RefundRefusal.AmountUnpayable => Invalid(refusal, "A positive amount that can be paid back."),
        RefundRefusal.MoreThanPaid => Invalid(refusal, "At most what was paid, less what went back or is disputed."),
    };

    public static IActionResult Refuse(OutcomeRefusal refusal) => refusal switch
    {
        OutcomeRefusal.NoSuchRefund => Problem.NotFound("refund"),
        OutcomeRefusal.Answered => Conflict(refusal, "It is known what became of this refund."),
    };

    private static IActionResult Conflict<TReason>(TReason refusal, string detail)
        where TReason : struct, Enum =>
        Problem.Of(409, Problem.Code(refusal), detail);

    private static IActionResult Invalid<TReason>(TReason refusal, string message)
        where TReason : struct, Enum =>
        Problem.Invalid([new("amount", Problem.Code(refusal), message)]);
}
