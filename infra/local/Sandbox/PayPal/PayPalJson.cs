using System.Globalization;
using System.Text.Json.Nodes;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>Orders, captures, refunds and disputes as PayPal writes them.</summary>
internal static class PayPalJson
{
    private const decimal FeeShare = 0.0349m;

    public static JsonObject Money(PayPalMoney money) =>
        new() { ["currency_code"] = money.Currency, ["value"] = money.Value };

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static JsonObject Order(PayPalOrder order, Uri root)
    {
        var unit = new JsonObject
        {
            ["reference_id"] = "default", ["amount"] = Money(order.Amount), ["custom_id"] = order.CustomId,
            ["invoice_id"] = order.InvoiceId, ["description"] = order.Description,
        };
        if (order.Capture is { } capture) unit["payments"] = Payments(order, capture, root);
        var links = new JsonArray(Link(root, "self", $"/v2/checkout/orders/{order.Id}"));
        if (order.Status == "PAYER_ACTION_REQUIRED")
            links.Add(Link(root, "payer-action", $"/checkoutnow?token={order.Id}"));
        return new()
        {
            ["id"] = order.Id, ["intent"] = "CAPTURE", ["status"] = order.Status,
            ["purchase_units"] = new JsonArray(unit), ["create_time"] = Time(order.CreatedAt), ["links"] = links,
        };
    }

    private static JsonObject Payments(PayPalOrder order, PayPalCapture capture, Uri root)
    {
        var payments = new JsonObject { ["captures"] = new JsonArray(Capture(order, capture, root)) };
        if (capture.Refunds.Length > 0)
            payments["refunds"] = new JsonArray([.. capture.Refunds.Select(one => Refund(capture, one, root))]);
        return payments;
    }

    public static JsonObject Capture(PayPalOrder order, PayPalCapture capture, Uri root)
    {
        var fee = capture.Amount.Of(Math.Round(capture.Amount.Number * FeeShare, 2));
        var json = new JsonObject
        {
            ["id"] = capture.Id, ["status"] = capture.Status, ["amount"] = Money(capture.Amount),
            ["final_capture"] = true, ["custom_id"] = order.CustomId, ["invoice_id"] = order.InvoiceId,
            ["create_time"] = Time(capture.CreatedAt), ["update_time"] = Time(capture.CreatedAt),
            ["seller_receivable_breakdown"] = new JsonObject
            {
                ["gross_amount"] = Money(capture.Amount), ["paypal_fee"] = Money(fee),
                ["net_amount"] = Money(capture.Amount.Of(capture.Amount.Number - fee.Number)),
            },
            ["supplementary_data"] = new JsonObject
            {
                ["related_ids"] = new JsonObject { ["order_id"] = order.Id },
            },
            ["links"] = new JsonArray(
                Link(root, "self", $"/v2/payments/captures/{capture.Id}"),
                Link(root, "refund", $"/v2/payments/captures/{capture.Id}/refund"),
                Link(root, "up", $"/v2/checkout/orders/{order.Id}")),
        };
        if (capture.Reason is { } reason) json["status_details"] = new JsonObject { ["reason"] = reason };
        return json;
    }

    /// <summary>A refund does not name our reference: only its capture leads to it.</summary>
    public static JsonObject Refund(PayPalCapture capture, PayPalRefund refund, Uri root) => new()
    {
        ["id"] = refund.Id, ["status"] = "COMPLETED", ["amount"] = Money(refund.Amount),
        ["create_time"] = Time(refund.CreatedAt), ["update_time"] = Time(refund.CreatedAt),
        ["seller_payable_breakdown"] = new JsonObject
        {
            ["gross_amount"] = Money(refund.Amount),
            ["total_refunded_amount"] = Money(refund.Amount.Of(capture.Refunded)),
        },
        ["links"] = new JsonArray(
            Link(root, "self", $"/v2/payments/refunds/{refund.Id}"),
            Link(root, "up", $"/v2/payments/captures/{capture.Id}")),
    };

    public static JsonObject Dispute(PayPalOrder order, PayPalDispute dispute) => new()
    {
        ["dispute_id"] = dispute.Id, ["create_time"] = Time(dispute.CreatedAt), ["reason"] = "UNAUTHORISED",
        ["status"] = dispute.Outcome is null ? "OPEN" : "RESOLVED", ["dispute_amount"] = Money(dispute.Amount),
        ["disputed_transactions"] = new JsonArray(new JsonObject
        {
            ["seller_transaction_id"] = order.Capture!.Id, ["custom"] = order.CustomId,
            ["invoice_number"] = order.InvoiceId, ["gross_amount"] = Money(order.Capture.Amount),
        }),
        ["dispute_outcome"] = dispute.Outcome is { } outcome
            ? new JsonObject { ["outcome_code"] = outcome, ["amount_refunded"] = Money(dispute.Amount) }
            : null,
    };

    private static JsonObject Link(Uri root, string rel, string path) =>
        new() { ["href"] = $"{root}{path}", ["rel"] = rel, ["method"] = "GET" };
}
