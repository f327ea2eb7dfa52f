using Billing.ExchangeRates;
using Billing.Money;

namespace Billing.Functions.Tests.ExchangeRates;

public sealed class ApproximateRateTests
{
    [Theory]
    [InlineData("USD/VND", "25000", "1000000 VND", "USD", "40")]
    [InlineData("USD/VND", "26350.5", "1000000 VND", "USD", "37.95")]
    [InlineData("USD/VND", "25000", "0.5 USD", "VND", "12500")]
    [InlineData("USD/VND", "25000", "-1000000 VND", "USD", "-40")]
    [InlineData("USD/JPY", "149.5", "0.01 USD", "JPY", "1")]
    [InlineData("USD/JPY", "150", "0.01 USD", "JPY", "2")]
    [InlineData("USD/JPY", "150", "-0.01 USD", "JPY", "-2")]
    [InlineData("USD/JPY", "150", "0 USD", "JPY", "0")]
    public void An_amount_is_rounded_to_what_people_pay_in(
        string pair, string rate, string amount, string shown, string expected)
    {
        var parts = amount.Split(' ');

        var approximate = Rate(pair, rate, shown).Of(Amount.Parse(parts[0], Currency.Parse(parts[1])));

        Assert.Equal(Amount.Parse(expected, Currency.Parse(shown)), approximate);
    }

    [Fact]
    public void What_is_beyond_an_amount_is_not_told() =>
        Assert.Null(Rate("USD/VND", "999999999999999999", "VND").Of(Amount.Parse("100000000", Currency.Usd)));

    private static ApproximateRate Rate(string pair, string rate, string shown) => new(
        Currency.Parse(shown), CurrencyPair.Parse(pair), ExchangeRate.Parse(rate), "a bank", DateTimeOffset.UnixEpoch);
}
