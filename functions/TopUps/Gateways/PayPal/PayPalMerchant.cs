using System.Collections.Immutable;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>Our account with PayPal and the addresses on both sides, as configured.</summary>
/// <param name="WebhookId">PayPal's id of the registration of our notices: part of what it signs.</param>
/// <param name="ApiUrl">Without a slash at its end.</param>
/// <param name="ReturnUrl">Where the payer comes back to after approving.</param>
/// <param name="CancelUrl">Where the payer comes back to otherwise.</param>
public sealed record PayPalMerchant(
    string ClientId, string Secret, string WebhookId, Uri ApiUrl, Uri ReturnUrl, Uri CancelUrl, string BrandName)
{
    private const string Domain = ".paypal.com";

    /// <summary>Where certificates of notices may be fetched from.</summary>
    public required ImmutableArray<Uri> CertHosts { get; init; }

    /// <summary>Where the roots stand that certificates must lead to; null for those of the system.</summary>
    public Uri? TrustedRoots { get; init; }

    /// <summary>False for a stand-in.</summary>
    public bool IsPayPal => IsOfPayPal(ApiUrl);

    public static bool IsOfPayPal(Uri address) =>
        address.IdnHost.EndsWith(Domain, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The payer goes to PayPal and nowhere else; with a stand-in, to the stand-in.
    /// </summary>
    public bool MaySendPayerTo(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.UserInfo == ""
            && IsOfPayPal(address))
        || (!IsPayPal && address.GetLeftPart(UriPartial.Authority) == ApiUrl.GetLeftPart(UriPartial.Authority));

    public Uri Api(string path) => new($"{ApiUrl.AbsoluteUri.TrimEnd('/')}{path}");

    /// <summary>Names the client, never the secret.</summary>
    public override string ToString() => ClientId;
}
