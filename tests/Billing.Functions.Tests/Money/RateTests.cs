using Billing.Money;

namespace Billing.Functions.Tests.Money;

public sealed class RateTests
{
    [Theory]
    [InlineData("0.165", "1000000", "13394", "0.00221001")]
    [InlineData("0.187", "1000000", "127", "0.000023749")]
    [InlineData("2.31", "3600", "1800", "1.155")]
    [InlineData("1", "3", "1", "0.3333333333")]
    [InlineData("2", "3", "1", "0.6666666667")]
    [InlineData("0.0000000001", "2", "1", "0.0000000001")]
    [InlineData("5", "1", "0", "0")]
    public void A_cost_is_rounded_once(string price, string per, string quantity, string cost)
    {
        var rate = new Rate(Amount.Parse(price, Currency.Usd), Quantity.Parse(per));

        Assert.Equal(Amount.Parse(cost, Currency.Usd), rate.Of(Quantity.Parse(quantity)));
    }

    [Fact]
    public void A_rate_takes_no_negative_price_and_no_empty_quantity()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(new(-1, Currency.Usd), Quantity.Of(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(new(1, Currency.Usd), Quantity.Zero));
    }

    [Fact]
    public void A_cost_beyond_a_ledger_amount_is_refused() => Assert.Throws<OverflowException>(() =>
        new Rate(new(long.MaxValue, Currency.Usd), new(1)).Of(Quantity.Of(1)));
}
