using Billing.Platform;
using Billing.TopUps.Gateways.PayPal;
using Microsoft.Extensions.Configuration;

namespace Billing.Functions.Tests.TopUps.Gateways.PayPal;

public sealed class PayPalSettingsTests
{
    private static readonly Dictionary<string, string?> StandIn = new()
    {
        ["PayPal:ApiUrl"] = "http://localhost:7071/sandbox/paypal", ["PayPal:ClientId"] = "client",
        ["PayPal:ClientSecret"] = "hidden", ["PayPal:WebhookId"] = "WH1",
        ["PayPal:ReturnUrl"] = "http://localhost/return", ["PayPal:CancelUrl"] = "http://localhost/cancel",
        ["PayPal:BrandName"] = "Shop", ["PayPal:CertHosts"] = "http://localhost:7071/sandbox/paypal",
        ["PayPal:TrustedRoots"] = "http://localhost:7071/root",
    };

    [Fact]
    public void A_stand_in_names_its_own_certificates()
    {
        var (merchant, faults) = Read([]);

        Assert.Empty(faults);
        Assert.False(merchant.IsPayPal);
        Assert.Equal([new("http://localhost:7071/sandbox/paypal")], merchant.CertHosts);
        Assert.True(merchant.MaySendPayerTo(new("http://localhost:7071/sandbox/paypal/checkoutnow?token=1")));
        Assert.False(merchant.MaySendPayerTo(new("http://localhost:7072/sandbox/paypal/checkoutnow?token=1")));
        Assert.DoesNotContain("hidden", merchant.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api-m.paypal.com", "https://api.paypal.com/ https://api-m.paypal.com/")]
    [InlineData("https://api-m.sandbox.paypal.com",
        "https://api.sandbox.paypal.com/ https://api-m.sandbox.paypal.com/")]
    public void PayPal_itself_has_hosts_that_nobody_sets(string api, string hosts)
    {
        var (merchant, faults) = Read(OfPayPal(api));

        Assert.Empty(faults);
        Assert.Equal(hosts, string.Join(' ', merchant.CertHosts));
        Assert.Null(merchant.TrustedRoots);
        Assert.False(merchant.MaySendPayerTo(new($"{api}/x".Replace("https", "http", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("PayPal:CertHosts", "https://evil.example")]
    [InlineData("PayPal:TrustedRoots", "https://evil.example/root")]
    public void Trust_cannot_be_widened_for_PayPal_itself(string name, string value)
    {
        var settings = OfPayPal("https://api-m.paypal.com");
        settings[name] = value;

        Assert.Contains(name.Replace(":", "__", StringComparison.Ordinal), Assert.Single(Read(settings).Faults),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PayPal:ApiUrl", "http://api-m.paypal.com")]
    [InlineData("PayPal:ApiUrl", "https://www.paypal.com")]
    [InlineData("PayPal:ApiUrl", "http://stand-in.example")]
    [InlineData("PayPal:ApiUrl", "")]
    [InlineData("PayPal:ClientId", "")]
    [InlineData("PayPal:ClientSecret", "")]
    [InlineData("PayPal:WebhookId", "")]
    [InlineData("PayPal:WebhookId", "012345678901234567890123456789012345678901234567890")]
    [InlineData("PayPal:ReturnUrl", "nowhere")]
    [InlineData("PayPal:CancelUrl", "")]
    [InlineData("PayPal:BrandName", "")]
    [InlineData("PayPal:CertHosts", "")]
    [InlineData("PayPal:CertHosts", "localhost")]
    [InlineData("PayPal:CertHosts", "http://stand-in.example")]
    [InlineData("PayPal:TrustedRoots", "http://stand-in.example/root")]
    public void A_wrong_setting_stops_the_start_by_its_name(string name, string value) => Assert.Contains(
        Read(new() { [name] = value }).Faults,
        fault => fault.Contains(name.Replace(":", "__", StringComparison.Ordinal), StringComparison.Ordinal));

    private static Dictionary<string, string?> OfPayPal(string api) => new()
    {
        ["PayPal:ApiUrl"] = api, ["PayPal:CertHosts"] = "", ["PayPal:TrustedRoots"] = "",
    };

    private static (PayPalMerchant Merchant, IReadOnlyList<string> Faults) Read(Dictionary<string, string?> changed)
    {
        var all = new Dictionary<string, string?>(StandIn);
        foreach (var (name, value) in changed) all[name] = value;
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        return (PayPalSettings.Read(settings), settings.Faults);
    }
}
