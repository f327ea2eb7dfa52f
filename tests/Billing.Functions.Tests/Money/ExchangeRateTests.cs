using Billing.Money;

namespace Billing.Functions.Tests.Money;

public sealed class ExchangeRateTests
{
    [Theory]
    [InlineData("26350", "26350", 26_350, 0)]
    [InlineData("26350.50", "26350.5", 263_505, 1)]
    [InlineData("0.00003795", "0.00003795", 3_795, 8)]
    [InlineData("1.000", "1", 1, 0)]
    [InlineData("00156.250", "156.25", 15_625, 2)]
    [InlineData("0.000000000000000001", "0.000000000000000001", 1, 18)]
    [InlineData("999999999999999999", "999999999999999999", 999_999_999_999_999_999, 0)]
    public void A_rate_keeps_each_digit(string text, string shown, long digits, int decimals)
    {
        Assert.True(ExchangeRate.TryParse(text, out var rate));

        Assert.Equal((shown, digits, decimals), (rate.ToString(), rate.Digits, rate.Decimals));
        Assert.Equal(rate, ExchangeRate.Parse(rate.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.000")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("NaN")]
    [InlineData("1.2.3")]
    [InlineData("1000000000000000000")]
    [InlineData("1.0000000000000000001")]
    [InlineData("1234567890.1234567891")]
    public void Anything_else_is_no_rate(string? text)
    {
        Assert.False(ExchangeRate.TryParse(text, out _));
        if (text is not null) Assert.Throws<FormatException>(() => ExchangeRate.Parse(text));
    }

    [Theory]
    [InlineData("28500.5", "1.0812", "26360.0628931")]
    [InlineData("1", "26350", "0.0000379506641366")]
    [InlineData("26350", "1", "26350")]
    [InlineData("2", "3", "0.666666666667")]
    [InlineData("999999999999", "1", "999999999999")]
    [InlineData("1000000000000", "1", null)]
    [InlineData("0.000000000000000001", "3", null)]
    [InlineData("0.000000000000000001", "2", "0.000000000000000001")]
    public void Two_rates_of_one_base_give_the_rate_between_them(string other, string one, string? rate) =>
        Assert.Equal(rate, ExchangeRate.Cross(ExchangeRate.Parse(other), ExchangeRate.Parse(one))?.ToString());
}
