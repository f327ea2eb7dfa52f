using Billing.Accounts;
using Billing.Money;

namespace Billing.Functions.Tests.Accounts;

public sealed class CurrencyMinimumsTests
{
    [Fact]
    public void The_list_enables_its_currencies_with_their_minimums()
    {
        Assert.True(CurrencyMinimums.TryParse("VND 500000, JPY 3000, USD 25.00", out var minimums));

        Assert.Equal(Amount.Parse("25", Currency.Usd), minimums.Of(Currency.Usd));
        Assert.True(minimums.IsEnabled(Currency.Jpy));
        Assert.False(minimums.IsEnabled(Currency.Parse("EUR")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("USD")]
    [InlineData("USD 25,")]
    [InlineData("USD 25, USD 30")]
    [InlineData("XXX 25")]
    [InlineData("USD 0")]
    [InlineData("USD -1")]
    [InlineData("USD 25.001")]
    [InlineData("JPY 3000.5")]
    [InlineData("USD 25 EUR 30")]
    [InlineData("USD  25")]
    public void A_list_that_leaves_a_doubt_is_refused(string? text) =>
        Assert.False(CurrencyMinimums.TryParse(text, out _));
}
