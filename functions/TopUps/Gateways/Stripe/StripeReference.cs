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

    public static Dictionary<string, string> Of(TopUp topUp) => new() { [Name] = topUp.Id.Value };
}
