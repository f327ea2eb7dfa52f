using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class AmountListsTests
{
    [Fact]
    public void Amounts_are_listed_by_currency()
    {
        Assert.True(AmountLists.TryParse("VND 500000 1000000, USD 25.50", out var lists));

        Assert.Equal("500000 VND, 1000000 VND", string.Join(", ", lists.Of(Currency.Vnd)));
        Assert.Equal("25.5 USD", string.Join(", ", lists.Of(Currency.Usd)));
        Assert.Empty(lists.Of(Currency.Jpy));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("VND")]
    [InlineData("VND 1 VND")]
    [InlineData("VND 1, VND 2")]
    [InlineData("XXX 1")]
    [InlineData("VND 0")]
    [InlineData("VND -1")]
    [InlineData("VND 0.5")]
    [InlineData("USD 1,000")]
    public void Anything_else_is_refused(string? text) => Assert.False(AmountLists.TryParse(text, out _));
}
