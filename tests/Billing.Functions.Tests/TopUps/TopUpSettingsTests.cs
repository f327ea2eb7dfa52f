using Billing.Money;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.Extensions.Configuration;

namespace Billing.Functions.Tests.TopUps;

public sealed class TopUpSettingsTests
{
    [Fact]
    public void Rules_are_read_from_settings()
    {
        var settings = Settings();

        var rules = TopUpSettings.Rules(settings);

        Assert.Empty(settings.Faults);
        Assert.Equal(Amount.OfMinor(500_000, Currency.Vnd), rules.Ranges[Currency.Vnd].Minimum);
        Assert.Equal(2, rules.Ranges[Currency.Usd].Presets.Length);
        Assert.Equal(["qr", "bankApp"], Assert.Single(rules.MethodsFor("VN")).Kinds);
        Assert.Empty(rules.MethodsFor("JP"));
    }

    [Theory]
    [InlineData("TopUps__Maximums", "VND 500000000")]
    [InlineData("TopUps__Maximums", "VND 499999, USD 10000")]
    [InlineData("TopUps__Maximums", "VND many")]
    [InlineData("TopUps__Maximums", "")]
    [InlineData("TopUps__Presets", "VND 499999")]
    [InlineData("TopUps__Presets", "USD 25.001")]
    [InlineData("TopUps__TermsVersion", "")]
    [InlineData("TopUps__VnPay__Countries", "Vietnam")]
    public void A_wrong_setting_stops_the_start_by_its_name(string name, string value)
    {
        var settings = Settings(name, value);

        TopUpSettings.Rules(settings);

        Assert.Contains(settings.Faults, fault => fault.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("VnPay__TmnCode")]
    [InlineData("VnPay__HashSecret")]
    [InlineData("VnPay__PayUrl")]
    [InlineData("VnPay__ApiUrl")]
    [InlineData("VnPay__ReturnUrl")]
    [InlineData("VnPay__ServerAddress")]
    public void The_terminal_needs_every_setting(string name)
    {
        var settings = Settings(name, "");

        TopUpSettings.Terminal(settings);

        Assert.StartsWith($"The setting {name} ", Assert.Single(settings.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void The_terminal_never_prints_its_secret() =>
        Assert.DoesNotContain("hidden", TopUpSettings.Terminal(Settings()).ToString(), StringComparison.Ordinal);

    private static Settings Settings(string? name = null, string value = "")
    {
        var values = new Dictionary<string, string?>
        {
            ["Accounts:CurrencyMinimums"] = "VND 500000, USD 25",
            ["TopUps:Maximums"] = "VND 500000000, USD 10000",
            ["TopUps:Presets"] = "VND 500000 1000000, USD 25 50",
            ["TopUps:TermsVersion"] = "2026-11",
            ["TopUps:VnPay:Countries"] = "VN",
            ["TopUps:VnPay:Currencies"] = "VND",
            ["TopUps:VnPay:Kinds"] = "qr, bankApp",
            ["TopUps:VnPay:Brands"] = "Visa",
            ["VnPay:TmnCode"] = "BILLING1",
            ["VnPay:HashSecret"] = "hidden",
            ["VnPay:PayUrl"] = "https://pay.example.com/",
            ["VnPay:ApiUrl"] = "https://api.example.com/",
            ["VnPay:ReturnUrl"] = "https://billing.example.com/return",
            ["VnPay:ServerAddress"] = "203.0.113.10",
        };
        if (name is not null) values[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        return new(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
