using System.Text.Json;

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
