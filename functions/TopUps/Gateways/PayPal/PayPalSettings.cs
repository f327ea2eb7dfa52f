using System.Collections.Immutable;
using Billing.Platform;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>
/// Reads our account with PayPal from the settings. Trust in other certificates than PayPal's can be set for a stand-in
/// only: with PayPal's own address such a setting stops the start.
/// </summary>
public static class PayPalSettings
{
    private const string ApiName = "PayPal__ApiUrl";
    private const string HostsName = "PayPal__CertHosts";
    private const string RootsName = "PayPal__TrustedRoots";
    private const string LiveHost = "api-m.paypal.com";
    private const string SandboxHost = "api-m.sandbox.paypal.com";
    private const int MaxHosts = 5;
    private const int MaxWebhookId = 50;
    private const int MaxBrand = 127;

    private static readonly ImmutableArray<Uri> LiveCerts =
        [new("https://api.paypal.com/"), new("https://api-m.paypal.com/")];

    private static readonly ImmutableArray<Uri> SandboxCerts =
        [new("https://api.sandbox.paypal.com/"), new("https://api-m.sandbox.paypal.com/")];

    public static PayPalMerchant Read(Settings settings)
    {
        var api = settings.Uri(ApiName);
        var merchant = new PayPalMerchant(
            settings.Text("PayPal__ClientId"),
            settings.Text("PayPal__ClientSecret"),
            Short(settings, "PayPal__WebhookId", MaxWebhookId),
            api,
            settings.Uri("PayPal__ReturnUrl"),
            settings.Uri("PayPal__CancelUrl"),
            Short(settings, "PayPal__BrandName", MaxBrand))
        {
            CertHosts = [],
        };
        if (api is null) return merchant;

        return PayPalMerchant.IsOfPayPal(api) ? OfPayPal(settings, merchant) : OfStandIn(settings, merchant);
    }

    private static PayPalMerchant OfPayPal(Settings settings, PayPalMerchant merchant)
    {
        if (merchant.ApiUrl.Host is not (LiveHost or SandboxHost))
            settings.Fault(ApiName, $"is of PayPal but neither {LiveHost} nor {SandboxHost}");
        foreach (var name in (string[])[HostsName, RootsName])
            if (settings.OptionalText(name) is not null)
                settings.Fault(name, "may be set for a stand-in only, and PayPal's own address is set");

        return merchant with { CertHosts = merchant.ApiUrl.Host == LiveHost ? LiveCerts : SandboxCerts };
    }

    private static PayPalMerchant OfStandIn(Settings settings, PayPalMerchant merchant)
    {
        var hosts = settings.Value<ImmutableArray<Uri>>(HostsName, TryHosts, $"one to {MaxHosts} addresses");
        if (!hosts.IsDefault && !hosts.All(IsSafe)) settings.Fault(HostsName, "is neither https nor on this machine");
        var roots = settings.OptionalText(RootsName) is null ? null : settings.Uri(RootsName);

        return merchant with { CertHosts = hosts.IsDefault ? [] : hosts, TrustedRoots = roots };
    }

    private static string Short(Settings settings, string name, int most)
    {
        var text = settings.Text(name);
        if (text.Length > most) settings.Fault(name, $"is longer than {most} characters");
        return text;
    }

    private static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;

    private static bool TryHosts(string? text, out ImmutableArray<Uri> hosts)
    {
        var words = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var addresses = words
            .Select(word => Uri.TryCreate(word, UriKind.Absolute, out var address) ? address : null)
            .OfType<Uri>()
            .Where(address => address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            .ToImmutableArray();
        hosts = addresses;
        return addresses.Length == words.Length && words.Length is > 0 and <= MaxHosts;
    }
}
