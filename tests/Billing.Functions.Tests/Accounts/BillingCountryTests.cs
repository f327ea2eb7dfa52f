using Billing.Accounts;
using Billing.Money;

namespace Billing.Functions.Tests.Accounts;

public sealed class BillingCountryTests
{
    private static readonly CurrencyMinimums Minimums = Parse("VND 500000, JPY 3000, USD 25, EUR 25");

    [Theory]
    [InlineData("VN", "VND", "Asia/Ho_Chi_Minh")]
    [InlineData("JP", "JPY", "Asia/Tokyo")]
    [InlineData("US", "EUR JPY USD", "UTC")]
    [InlineData("DE", "EUR JPY USD", "UTC")]
    public void A_country_decides_currencies_and_time_zone(string code, string currencies, string zone)
    {
        var country = BillingCountry.Parse(code);

        Assert.Equal(currencies, string.Join(' ', country.Currencies(Minimums)));
        Assert.Equal(zone, country.TimeZone);
        Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById(zone));
    }

    [Fact]
    public void A_currency_without_a_minimum_is_not_offered()
    {
        var germany = BillingCountry.Parse("DE");

        Assert.True(germany.Offers(Currency.Parse("EUR"), Minimums));
        Assert.False(germany.Offers(Currency.Parse("GBP"), Minimums));
        Assert.False(BillingCountry.Vietnam.Offers(Currency.Vnd, Parse("USD 25")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("vn")]
    [InlineData("VNM")]
    [InlineData("XX")]
    [InlineData("UK")]
    [InlineData("V N")]
    public void What_is_no_code_of_ISO_3166_is_refused(string? code) =>
        Assert.False(BillingCountry.TryParse(code, out _));

    private static CurrencyMinimums Parse(string text)
    {
        Assert.True(CurrencyMinimums.TryParse(text, out var minimums));
        return minimums;
    }
}
