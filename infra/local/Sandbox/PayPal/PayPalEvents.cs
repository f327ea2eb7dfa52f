using System.Text.Json.Nodes;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>Writes down the notice of what happened; sending comes after.</summary>
internal sealed class PayPalEvents(PayPalBook book, PayPalMerchant merchant)
{
    public void Approved(PayPalOrder order) =>
        Raise(order, "CHECKOUT.ORDER.APPROVED", "checkout-order", PayPalJson.Order(order, merchant.Root));

    /// <summary>The order is done, whatever became of its capture, and the capture has news of its own.</summary>
    public void Captured(PayPalOrder order)
    {
        if (order.Capture!.Status != "PENDING")
            Raise(order, "CHECKOUT.ORDER.COMPLETED", "checkout-order", Told(order, PayPalJson.Order));
        Capture(order, order.Capture.Status);
    }

    /// <param name="kind">COMPLETED, PENDING, DECLINED, DENIED or REVERSED.</param>
    public void Capture(PayPalOrder order, string kind) => Raise(
        order, $"PAYMENT.CAPTURE.{kind}", "capture",
        Told(order, (told, root) => PayPalJson.Capture(told, told.Capture!, root)));

    public void Refunded(PayPalOrder order, PayPalRefund refund) => Raise(
        order, "PAYMENT.CAPTURE.REFUNDED", "refund", PayPalJson.Refund(order.Capture!, refund, merchant.Root));

    public void Disputed(PayPalOrder order, PayPalDispute dispute) => Raise(
        order, dispute.Outcome is null ? "CUSTOMER.DISPUTE.CREATED" : "CUSTOMER.DISPUTE.RESOLVED", "dispute",
        PayPalJson.Dispute(order, dispute));

    /// <summary>Notices of captures may be told to lie about the money.</summary>
    private JsonObject Told(PayPalOrder order, Func<PayPalOrder, Uri, JsonObject> write)
    {
        var (plan, truth) = (order.NoticePlan, order.Capture!.Amount);
        var json = write(order, merchant.Root);
        var where = json["purchase_units"]?[0]?["payments"]?["captures"]?[0] ?? json;
        where["amount"] = PayPalJson.Money(new(
            plan.Currency.Length > 0 ? plan.Currency : truth.Currency,
            plan.Value.Length > 0 ? plan.Value : truth.Value));
        return json;
    }

    private void Raise(PayPalOrder order, string type, string resourceType, JsonObject resource)
    {
        if (order.NoticePlan.Drop)
        {
            book.Note($"{type} of {order.Id} dropped");
            return;
        }

        var (id, now) = ($"WH-{PayPalBook.NewId()}", book.Now);
        var body = new JsonObject
        {
            ["id"] = id, ["event_version"] = "1.0", ["create_time"] = PayPalJson.Time(now),
            ["resource_type"] = resourceType, ["resource_version"] = "2.0", ["event_type"] = type,
            ["summary"] = type, ["resource"] = resource,
            ["links"] = new JsonArray(new JsonObject
            {
                ["href"] = $"{merchant.Root}/v1/notifications/webhooks-events/{id}", ["rel"] = "self",
                ["method"] = "GET",
            }),
        };
        var due = now + TimeSpan.FromMilliseconds(order.NoticePlan.DelayMilliseconds);
        book.Keep(id, _ => new(id, order.Id, type, body.ToJsonString(), order.NoticePlan, now) { Due = due });
    }
}
