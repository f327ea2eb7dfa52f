using System.Collections.Immutable;
using System.Text.Json;
using Billing.TopUps.Inbox;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>Reads PayPal's notices: orders, captures, refunds and disputes, each about one payment.</summary>
public sealed class PayPalNotice : INoticeReader
{
    public PayMethod Method => PayMethod.PayPal;

    public PaymentNews Read(ReadOnlyMemory<byte> body)
    {
        using var json = Parse(body);
        var envelope = json.RootElement;
        var (id, type, resource) =
            (envelope.Text("id"), envelope.Text("event_type"), envelope.Member("resource"));
        if (id is not { Length: > 0 and <= PaymentNews.MaxIdLength }) throw new FormatException("No id.");
        if (type is not { Length: > 0 and <= PaymentNews.MaxIdLength }) throw new FormatException("No event_type.");
        if (resource.ValueKind != JsonValueKind.Object) throw new FormatException("No resource.");

        // A notice that is not dated is dated the same at each repeat.
        var at = envelope.Time("create_time") ?? DateTimeOffset.UnixEpoch;
        return Read(new PaymentNews(id, type, at), resource);
    }

    private static PaymentNews Read(PaymentNews news, JsonElement resource) => news.Type switch
    {
        "CHECKOUT.ORDER.APPROVED" => Order(news, resource) with { MustAsk = true },
        "CHECKOUT.ORDER.COMPLETED" => Completed(news, resource),
        "CHECKOUT.PAYMENT-APPROVAL.REVERSED" => Order(news, resource) with { MustAsk = true },
        "PAYMENT.CAPTURE.COMPLETED" or "PAYMENT.CAPTURE.PENDING" =>
            Capture(news, resource) with { Result = PayPalCapture.Judge(resource) },
        "PAYMENT.CAPTURE.DENIED" or "PAYMENT.CAPTURE.DECLINED" => Capture(news, resource) with
        {
            Result = new PaymentResult.Declined(resource.Member("status_details").Text("reason") ?? news.Type[16..]),
        },
        "PAYMENT.CAPTURE.REFUNDED" => Refund(news, resource),
        "PAYMENT.CAPTURE.REVERSED" => Reversal(news, resource),
        "CUSTOMER.DISPUTE.CREATED" or "CUSTOMER.DISPUTE.UPDATED" or "CUSTOMER.DISPUTE.RESOLVED" =>
            PayPalDispute.Read(news, resource),
        _ => news with { Ignored = "unknown_type" },
    };

    private static PaymentNews Order(PaymentNews news, JsonElement resource) => news with
    {
        Reference = Ours(new PayPalOrder(resource).CustomId),
        Order = resource.Text("id") ?? resource.Text("order_id"),
    };

    /// <summary>Completed is the order, not the payment: its capture may be declined.</summary>
    private static PaymentNews Completed(PaymentNews news, JsonElement resource)
    {
        var order = new PayPalOrder(resource);
        return order.Capture.ValueKind == JsonValueKind.Object
            ? Order(news, resource) with { Result = order.Result, Aliases = Known(order.Capture.Text("id")) }
            : Order(news, resource) with { MustAsk = true };
    }

    private static PaymentNews Capture(PaymentNews news, JsonElement capture) => news with
    {
        Reference = Ours(capture.Text("custom_id")),
        Order = capture.Member("supplementary_data", "related_ids").Text("order_id") ?? capture.Above("orders"),
        Aliases = Known(capture.Text("id")),
    };

    /// <summary>The resource is the refund; the way to our payment leads over its capture.</summary>
    private static PaymentNews Refund(PaymentNews news, JsonElement refund)
    {
        var about = news with
        {
            Reference = Ours(refund.Text("custom_id")), Aliases = Known(refund.Above("captures")),
        };
        if (about.Aliases.IsEmpty) return Capture(news, refund) with { MustAsk = true, Alerts = true };
        if (refund.Text("id") is not { Length: > 0 } id || refund.Money("amount") is not { } amount)
            return about with { Ignored = "refund_unreadable", Alerts = true };

        return refund.Text("status") is "FAILED" or "CANCELLED"
            ? about with { Result = new PaymentResult.RefundFailed(id, amount) }
            : about with { Result = new PaymentResult.Refunded(id, amount) };
    }

    private static PaymentNews Reversal(PaymentNews news, JsonElement resource)
    {
        var about = Capture(news, resource);
        if (resource.Above("captures") is { } capture) about = about with { Aliases = [capture] };
        return resource.Money("amount") is { } amount
            ? about with { Result = new PaymentResult.TakenBack(amount) }
            : about with { Ignored = "amount_unreadable", Alerts = true };
    }

    private static ImmutableArray<string> Known(string? id) => id is { Length: > 0 } ? [id] : [];

    private static TopUpId? Ours(string? text) => TopUpId.TryParse(text, out var id) ? id : null;

    /// <exception cref="FormatException">No JSON.</exception>
    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException malformed)
        {
            throw new FormatException("The body is no JSON.", malformed);
        }
    }
}
