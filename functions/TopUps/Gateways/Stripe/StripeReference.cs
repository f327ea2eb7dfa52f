namespace Billing.TopUps.Gateways.Stripe;

/// <summary>
/// How our reference travels: as metadata of the session and of its payment, which Stripe does not copy from one to
/// the other.
/// </summary>
internal static class StripeReference
{
    public const string Name = "topup_id";

    /// <summary>Sessions carry it a second time.</summary>
    public const string SessionName = "client_reference_id";

    private const string RefundName = "refund_id";

    public static Dictionary<string, string> Of(TopUp topUp) => new() { [Name] = topUp.Id.Value };

    public static Dictionary<string, string> Of(TopUp topUp, RefundOrder order) =>
        new() { [Name] = topUp.Id.Value, [RefundName] = order.Id };

    /// <summary>True for the refund that an order made.</summary>
    public static bool IsOf(RefundOrder order, IReadOnlyDictionary<string, string>? metadata) =>
        metadata is not null && metadata.TryGetValue(RefundName, out var id) && id == order.Id;
}
