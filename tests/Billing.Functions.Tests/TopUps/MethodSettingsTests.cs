using Billing.Platform;
using Billing.TopUps;
using Microsoft.Extensions.Configuration;

namespace Billing.Functions.Tests.TopUps;

public sealed class MethodSettingsTests
{
    [Fact]
    public void Each_way_to_pay_is_on_offer_where_its_setting_names_countries()
    {
        var settings = Settings(
            ("TopUps:VnPay:Countries", "VN"), ("TopUps:VnPay:Currencies", "VND"), ("TopUps:VnPay:Brands", "Visa, JCB"),
            ("TopUps:PayPal:Countries", "all but VN, JP"), ("TopUps:PayPal:Currencies", "USD, EUR"),
            ("TopUps:PayPal:ExchangeCountries", "VN"), ("TopUps:PayPal:ExchangeCurrencies", "USD"),
            ("TopUps:Stripe:Currencies", "JPY"));

        var offers = MethodSettings.Read(settings);

        Assert.Empty(settings.Faults);
        Assert.Equal(
            ["vnpay VND False", "paypal USD EUR False", "paypal USD True"],
            offers.Select(offer => $"{offer.Method} {string.Join(' ', offer.Currencies)} {offer.ByExchange}"));
        Assert.Equal(["Visa", "JCB"], offers[0].Brands);
        Assert.True(offers[1].Countries.Includes("FR"));
    }

    [Theory]
    [InlineData("TopUps:Stripe:Countries", "Japan")]
    [InlineData("TopUps:Stripe:Currencies", "")]
    [InlineData("TopUps:Stripe:Currencies", "JPY, JPY")]
    [InlineData("TopUps:Stripe:Currencies", "XYZ")]
    public void A_wrong_list_is_named(string name, string value)
    {
        var settings = Settings(("TopUps:Stripe:Countries", "JP"), ("TopUps:Stripe:Currencies", "JPY"), (name, value));

        MethodSettings.Read(settings);

        Assert.Contains(
            settings.Faults, fault => fault.Contains(name.Replace(":", "__", StringComparison.Ordinal),
                StringComparison.Ordinal));
    }

    private static Settings Settings(params (string Name, string Value)[] values) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(values.GroupBy(it => it.Name).Select(
            same => KeyValuePair.Create(same.Key, (string?)same.Last().Value)))
        .Build());
}
