using System.Text.Json;
using Billing.Money;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>An order as PayPal describes it, and what it says about our payment.</summary>
public readonly record struct PayPalOrder(JsonElement Body)
{
    public string? Id => Body.Text("id");

    public string? Status => Body.Text("status");

    public bool IsApproved => Status == "APPROVED" && Capture.ValueKind != JsonValueKind.Object;

    /// <summary>Where the payer goes; older orders call it approve.</summary>
    public string? PayerLink => Body.Link("payer-action") ?? Body.Link("approve");

    public string? CustomId => Capture.Text("custom_id") ?? Unit.Text("custom_id");

    /// <summary>The one capture of its one unit; undefined until there is one.</summary>
    public JsonElement Capture => Unit.Member("payments").First("captures");

    /// <summary>What has gone back of it so far, in the currency that was paid.</summary>
    public Amount Refunded(Currency currency) => Unit.Member("payments").Elements("refunds")
        .Where(refund => refund.Text("status") is "COMPLETED" or "PENDING")
        .Select(refund => refund.Money("amount"))
        .OfType<Amount>()
        .Where(amount => amount.Currency == currency)
        .Aggregate(Amount.Zero(currency), (sum, amount) => sum + amount);

    private JsonElement Unit => Body.First("purchase_units");

    /// <summary>The status of the order says nothing about money: that of its capture does.</summary>
    public PaymentResult Result => Capture.ValueKind == JsonValueKind.Object
        ? PayPalCapture.Judge(Capture)
        : Status switch
        {
            "CREATED" or "SAVED" or "PAYER_ACTION_REQUIRED" or "APPROVED" => new PaymentResult.Unfinished(),
            "VOIDED" => new PaymentResult.Lapsed("VOIDED"),
            _ => new PaymentResult.Unanswered($"order_{Status}"),
        };
}
