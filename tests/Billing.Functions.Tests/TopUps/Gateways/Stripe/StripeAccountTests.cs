using Billing.Platform;
using Billing.TopUps.Gateways.Stripe;
using Microsoft.Extensions.Configuration;

namespace Billing.Functions.Tests.TopUps.Gateways.Stripe;

public sealed class StripeAccountTests
{
    [Fact]
    public void It_is_read_with_all_its_secrets()
    {
        var settings = Settings();

        var account = StripeAccount.Read(settings);

        Assert.Empty(settings.Faults);
        Assert.Equal(["whsec_a", "whsec_b"], account.WebhookSecrets);
        Assert.False(account.IsLive);
    }

    [Theory]
    [InlineData("sk_live_x", true)]
    [InlineData("rk_live_x", true)]
    [InlineData("sk_test_x", false)]
    [InlineData("rk_test_x", false)]
    public void The_key_says_whether_it_is_real_money(string key, bool isLive) =>
        Assert.Equal(isLive, StripeAccount.Read(Settings("Stripe__ApiKey", key)).IsLive);

    [Theory]
    [InlineData("Stripe__ApiKey", "")]
    [InlineData("Stripe__ApiKey", "pk_test_x")]
    [InlineData("Stripe__ApiBase", "")]
    [InlineData("Stripe__ApiBase", "api.stripe.com")]
    [InlineData("Stripe__WebhookSecrets", "")]
    [InlineData("Stripe__WebhookSecrets", "a,b,c,d,e,f,g,h,i,j,k")]
    [InlineData("Stripe__ReturnUrl", "")]
    public void A_wrong_setting_stops_the_start_by_its_name(string name, string value)
    {
        var settings = Settings(name, value);

        StripeAccount.Read(settings);

        Assert.Contains(settings.Faults, fault => fault.StartsWith($"The setting {name} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Real_money_needs_a_safe_connection()
    {
        var settings = Settings("Stripe__ApiKey", "sk_live_x");

        StripeAccount.Read(settings);

        Assert.StartsWith("The setting Stripe__ApiBase ", Assert.Single(settings.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void It_never_prints_a_secret()
    {
        var text = $"{StripeAccount.Read(Settings())}";

        Assert.DoesNotContain("whsec", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_test", text, StringComparison.Ordinal);
    }

    private static Settings Settings(string? name = null, string value = "")
    {
        var values = new Dictionary<string, string?>
        {
            ["Stripe__ApiKey"] = "sk_test_x", ["Stripe__ApiBase"] = "http://localhost/stripe",
            ["Stripe__WebhookSecrets"] = "whsec_a, whsec_b", ["Stripe__ReturnUrl"] = "https://app/return",
        };
        if (name is not null) values[name] = value;
        return new(new ConfigurationBuilder().AddInMemoryCollection(values
            .Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), pair.Value)))
            .Build());
    }
}
