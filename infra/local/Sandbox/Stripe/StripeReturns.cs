using System.Text.Json.Nodes;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>What happens to money that was paid: refunds, and disputes at the cardholder's bank.</summary>
internal sealed class StripeReturns(StripeBook book, StripeEvents events)
{
    /// <summary>Gives a charge back, whole or in part, as the API does.</summary>
    public StripeAnswer Refund(StripeForm form)
    {
        var intent = form["payment_intent"] is { } id ? book.Find<StripeIntent>(id) : null;
        var charge = book.Find<StripeCharge>(intent?.LatestCharge ?? form["charge"] ?? "");
        if (charge is null) return StripeAnswer.Missing("charge");
        if (form["amount"] is not null && form.Number("amount") is null or 0)
            return StripeAnswer.Invalid("amount", "parameter_invalid_integer", "Invalid positive integer");
        if (charge.Disputed)
            return StripeAnswer.Invalid("charge", "charge_disputed", "The charge has been charged back");

        var left = charge.Amount - charge.AmountRefunded;
        if (left == 0) return StripeAnswer.Invalid("charge", "charge_already_refunded", "Charge was refunded before");
        var amount = form.Number("amount") ?? left;
        if (amount > left)
            return StripeAnswer.Invalid("amount", "amount_too_large", "That is more than was not refunded");

        return StripeAnswer.Of(Refund(charge, amount, form.Map("metadata")));
    }

    /// <summary>The refunds of a payment, newest first.</summary>
    public StripeAnswer List(StripeForm form) => StripeAnswer.Of(new JsonObject
    {
        ["object"] = "list",
        ["url"] = "/v1/refunds",
        ["has_more"] = false,
        ["data"] = new JsonArray([.. book.All<StripeRefund>()
            .Where(refund => form["payment_intent"] is not { } intent || refund.PaymentIntent == intent)
            .OrderByDescending(refund => refund.Created)
            .Select(refund => refund.Show())]),
    });

    /// <summary>A refund that never reached the card: the money is the merchant's again; null for none that
    /// can fail.</summary>
    public StripeRefund? Fail(string id) => book.Do(() =>
    {
        if (book.Find<StripeRefund>(id) is not { Status: not "failed" } refund) return null;

        var charge = book.Find<StripeCharge>(refund.Charge)!;
        var failed = refund with { Status = "failed", FailureReason = "lost_or_stolen_card" };
        book.Keep(failed, charge with { AmountRefunded = charge.AmountRefunded - refund.Amount });
        events.Tell("refund.updated", failed, StripeNoticePlan.AtOnce);
        events.Tell("refund.failed", failed, StripeNoticePlan.AtOnce);
        return failed;
    });

    /// <summary>One step of a dispute: opened, withdrawn, reinstated, won or lost; null when it cannot be.</summary>
    public StripeDispute? Dispute(string intentId, string step) => book.Do(() =>
    {
        if (book.Find<StripeIntent>(intentId)?.LatestCharge is not { } chargeId) return null;
        var charge = book.Find<StripeCharge>(chargeId)!;
        var known = book.Find<StripeDispute>($"du_{charge.Id[3..]}");
        if (known is null != (step == "opened")) return null;

        var dispute = known ?? new StripeDispute(
            $"du_{charge.Id[3..]}", charge.Amount - charge.AmountRefunded, charge.Currency, charge.Id, intentId,
            book.Now);
        if (step is "won" or "lost") dispute = dispute with { Status = step };
        book.Keep(dispute, charge with { Disputed = true });
        events.Tell(Told(step), dispute, StripeNoticePlan.AtOnce);
        return dispute;
    });

    public static bool IsStep(string step) => step is "opened" or "withdrawn" or "reinstated" or "won" or "lost";

    private StripeRefund Refund(StripeCharge charge, long amount, Dictionary<string, string> metadata)
    {
        var refund = new StripeRefund(
            StripeBook.NewId("re_"), amount, charge.Currency, charge.Id, charge.PaymentIntent, metadata, book.Now);
        var refunded = charge with { AmountRefunded = charge.AmountRefunded + amount };
        book.Keep(refund, refunded);
        events.Tell("refund.created", refund, StripeNoticePlan.AtOnce);
        events.Tell("charge.refunded", refunded, StripeNoticePlan.AtOnce);
        return refund;
    }

    private static string Told(string step) => step switch
    {
        "opened" => "charge.dispute.created",
        "withdrawn" => "charge.dispute.funds_withdrawn",
        "reinstated" => "charge.dispute.funds_reinstated",
        _ => "charge.dispute.closed",
    };
}
