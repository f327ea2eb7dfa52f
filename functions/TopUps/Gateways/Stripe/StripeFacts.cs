using Billing.Money;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>What Stripe's events mean, type by type. A payment counts as paid by its own word alone.</summary>
public static class StripeFacts
{
    private const string Paid = "paid";
    private const string Unpaid = "unpaid";

    private static readonly Dictionary<string, Func<StripeNotice, PaymentResult?>> ByType =
        new(StringComparer.Ordinal)
        {
            ["checkout.session.completed"] = Session,
            ["checkout.session.async_payment_succeeded"] = Session,
            ["checkout.session.async_payment_failed"] = _ => new PaymentResult.Declined("async_payment_failed"),
            ["checkout.session.expired"] = _ => new PaymentResult.Lapsed("session_expired"),
            ["payment_intent.succeeded"] = Intent,
            ["payment_intent.payment_failed"] = Attempt,
            ["charge.refunded"] = Charge,
            ["refund.created"] = Refund,
            ["refund.updated"] = Refund,
            ["refund.failed"] = Refund,
            ["charge.dispute.created"] = notice => Dispute(notice, DisputePhase.Opened),
            ["charge.dispute.funds_withdrawn"] = notice => Dispute(notice, DisputePhase.Withdrawn),
            ["charge.dispute.funds_reinstated"] = notice => Dispute(notice, DisputePhase.Won),
            ["charge.dispute.closed"] = Closed,
        };

    public static bool IsKnown(string type) => ByType.ContainsKey(type);

    /// <summary>Null when the event does not hold what its type promises.</summary>
    public static PaymentResult? Of(StripeNotice notice) =>
        ByType.TryGetValue(notice.Type, out var read) ? read(notice) : null;

    private static PaymentResult? Session(StripeNotice notice) => notice.About.Text("payment_status") switch
    {
        Paid => Payment(notice, "amount_total", notice.About.Id("payment_intent")),
        Unpaid => new PaymentResult.Unfinished(),
        _ => null,
    };

    private static PaymentResult? Intent(StripeNotice notice) => notice.About.Text("status") == "succeeded"
        ? Payment(notice, "amount_received", notice.About.Text("id"))
        : null;

    /// <summary>Another currency than ours is for a person: its decimals are not guessed.</summary>
    private static PaymentResult? Payment(StripeNotice notice, string amountName, string? intent)
    {
        if (intent is null || notice.About.Number(amountName) is null) return null;
        return notice.About.Money(amountName) is { } amount
            ? new PaymentResult.Paid(amount, intent, notice.At)
            : new PaymentResult.Doubtful("currency_differs");
    }

    private static PaymentResult.Attempted Attempt(StripeNotice notice)
    {
        var error = notice.About.Inner("last_payment_error");
        return new(error.Text("decline_code") ?? error.Text("code") ?? "payment_failed");
    }

    private static PaymentResult.RefundedInAll? Charge(StripeNotice notice) =>
        notice.About.Money("amount_refunded") is { } total ? new PaymentResult.RefundedInAll(total) : null;

    /// <summary>Money counts as gone from the order on: it may only come back.</summary>
    private static PaymentResult? Refund(StripeNotice notice)
    {
        if (notice.About.Text("id") is not { } id || notice.About.Money("amount") is not { } amount) return null;
        return notice.About.Text("status") switch
        {
            "failed" or "canceled" => new PaymentResult.RefundFailed(id, amount),
            "pending" or "requires_action" or "succeeded" => new PaymentResult.Refunded(id, amount),
            _ => null,
        };
    }

    private static PaymentResult.Disputed? Dispute(StripeNotice notice, DisputePhase phase) =>
        notice.About.Text("id") is { } id && notice.About.Money("amount") is { } amount
            ? new PaymentResult.Disputed(id, phase, amount)
            : null;

    /// <summary>Other ends than these are new to us: a person looks.</summary>
    private static PaymentResult.Disputed? Closed(StripeNotice notice) => notice.About.Text("status") switch
    {
        "won" or "warning_closed" => Dispute(notice, DisputePhase.Won),
        "lost" => Dispute(notice, DisputePhase.Lost),
        _ => null,
    };
}
