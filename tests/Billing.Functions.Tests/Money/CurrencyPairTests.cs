using Billing.Money;

namespace Billing.Functions.Tests.Money;

public sealed class CurrencyPairTests
{
    [Fact]
    public void A_pair_is_two_currencies_in_order()
    {
        var pair = CurrencyPair.Parse("USD/VND");

        Assert.Equal((Currency.Usd, Currency.Vnd), (pair.From, pair.To));
        Assert.Equal("USD/VND", pair.ToString());
        Assert.NotEqual(pair, CurrencyPair.Of(Currency.Vnd, Currency.Usd));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("USD")]
    [InlineData("USDVND")]
    [InlineData("USD/USD")]
    [InlineData("USD/XXX")]
    [InlineData("usd/vnd")]
    [InlineData("USD/VND/JPY")]
    public void Anything_else_is_no_pair(string? text)
    {
        Assert.False(CurrencyPair.TryParse(text, out _));
        if (text is not null) Assert.Throws<FormatException>(() => CurrencyPair.Parse(text));
    }

    [Fact]
    public void A_currency_is_not_exchanged_for_itself() =>
        Assert.Throws<ArgumentException>(() => CurrencyPair.Of(Currency.Usd, Currency.Usd));
}
