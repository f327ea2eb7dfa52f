namespace Billing.TopUps.Gateways.VnPay;

/// <summary>Our account with VNPay and the addresses of its services, as configured.</summary>
/// <param name="Code">vnp_TmnCode: which terminal payments belong to.</param>
/// <param name="Secret">Shared with VNPay; signs everything in both directions.</param>
/// <param name="ReturnUrl">Where VNPay sends the browser back to.</param>
/// <param name="ServerAddress">The network address that we name in questions to VNPay.</param>
public sealed record VnPayTerminal(
    string Code, string Secret, Uri PayUrl, Uri ApiUrl, Uri ReturnUrl, string ServerAddress)
{
    public const string Version = "2.1.0";

    /// <summary>Names the terminal, never the secret.</summary>
    public override string ToString() => Code;
}
