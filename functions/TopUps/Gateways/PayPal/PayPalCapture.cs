using System.Text.Json;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>What a capture says about a payment.</summary>
public static class PayPalCapture
{
    /// <summary>
    /// What goes back later does not undo that it was paid: refunds have news of their own. A pending capture stays
    /// open however many days PayPal takes over it.
    /// </summary>
    public static PaymentResult Judge(JsonElement capture) => capture.Text("status") switch
    {
        "COMPLETED" or "REFUNDED" or "PARTIALLY_REFUNDED" => Paid(capture),
        "PENDING" => new PaymentResult.Attempted($"pending_{Reason(capture)}"),
        "DECLINED" or "FAILED" or "DENIED" => new PaymentResult.Declined(Reason(capture)),
        _ => new PaymentResult.Unanswered("capture_status"),
    };

    private static PaymentResult Paid(JsonElement capture)
    {
        if (capture.Text("id") is not { Length: > 0 } id) return new PaymentResult.Doubtful("capture_without_id");
        if (capture.Money("amount") is not { } amount) return new PaymentResult.Doubtful("amount_unreadable");

        return new PaymentResult.Paid(amount, id, capture.Time("create_time"));
    }

    /// <summary>PayPal's own word for it, or at least the status.</summary>
    private static string Reason(JsonElement capture)
    {
        const int MaxLength = 60;
        var reason = capture.Member("status_details").Text("reason") ?? capture.Text("status") ?? "";
        return reason.Length <= MaxLength ? reason : reason[..MaxLength];
    }
}
