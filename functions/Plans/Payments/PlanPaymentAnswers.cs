using Billing.Platform;
using Billing.TopUps;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Plans.Payments;

/// <summary>How the refusals of payments of instalments look over HTTP.</summary>
public static class PlanPaymentAnswers
{
    public static IActionResult Refuse(PlanPaymentRefusal refusal) => refusal switch
    {
        PlanPaymentRefusal.NoSuchInstalment => Problem.NotFound("instalment"),
        PlanPaymentRefusal.PaidAlready => Problem.Of(409, Problem.Code(refusal), "The instalment is paid."),
        PlanPaymentRefusal.FirstComesFirst => Problem.Of(
            409, Problem.Code(refusal), "The first instalment of a term is paid before its others."),
        PlanPaymentRefusal.WayNotAllowed => Problem.Invalid(
            [new("method", Problem.Code(refusal), "The terms of the plan do not name this way to pay.")]),
    };

    /// <summary>The instalment is what is wrong: nobody chose its amount here.</summary>
    public static IActionResult Refuse(IEnumerable<QuoteFault> faults) => Problem.Invalid(
        [.. faults.Select(fault => new FieldError(
            fault.Field.StartsWith("amount", StringComparison.Ordinal) ? "instalment" : fault.Field,
            Problem.Code(fault.Reason), Explain(fault.Reason)))]);

    private static string Explain(QuoteRefusal refusal) => refusal == QuoteRefusal.AboveMaximum
        ? "The instalment is more than can be paid in this way at once; pay it by bank transfer or from the balance."
        : TopUpAnswers.Explain(refusal);
}
