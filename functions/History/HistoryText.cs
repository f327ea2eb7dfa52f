using Billing.Ledger;

namespace Billing.History;

/// <summary>The sentence that a customer reads beside an amount.</summary>
public static class HistoryText
{
    private const string QuantityMark = "{quantity}";

    /// <summary>The template that was stored with the line, with the line's own quantity in it.</summary>
    public static string Of(RatedLine line) =>
        line.Description.Replace(QuantityMark, line.Quantity.ToString(), StringComparison.Ordinal);

    public static string Of(MovementFact fact) => fact switch
    {
        MovementFact.TopUpCredited credited => OfTopUp(credited.Gateway),
        MovementFact.TopUpDebited { Reason: DebitReason.Refund } it => $"Refund by {GatewayName(it.Gateway)}",
        MovementFact.TopUpDebited it => $"Payment taken back through {GatewayName(it.Gateway)}",
        MovementFact.TopUpReinstated it => $"Payment given again by {GatewayName(it.Gateway)}",
        MovementFact.VoucherGranted => "Voucher",
        MovementFact.CoverActivated => "Billing plan",
        MovementFact.CoverChanged => "Changed billing plan",
        MovementFact.PlanPaid { Gateway: { } gateway } => $"Payment for a billing plan by {GatewayName(gateway)}",
        MovementFact.PlanPaid => "Payment for a billing plan",
        MovementFact.UsageReversed { By.Kind: ReversalKind.Amend } => "Usage that was corrected",
        MovementFact.UsageReversed => "Usage that was taken back",
        MovementFact.CoverExpired => "Unused amount of a billing plan",
        MovementFact.LotExpired { Kind: LotKind.Voucher } => "Expired voucher credit",
        MovementFact.LotExpired => "Expired credit",
        _ => "",
    };

    /// <param name="gateway">Where the money comes in, lower case.</param>
    public static string OfTopUp(string gateway) => $"Top-up by {GatewayName(gateway)}";

    private static string GatewayName(string gateway) => gateway switch
    {
        "vnpay" => "VNPay",
        "stripe" => "Stripe",
        "paypal" => "PayPal",
        "bank-transfer" => "bank transfer",
        _ => gateway,
    };
}
