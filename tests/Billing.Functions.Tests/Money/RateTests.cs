using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.Money;

public sealed class RateTests
{
    private static readonly Gen<Rate> AnyRate = Gen.Select(Gen.Long[0, 1L << 40], Gen.Long[1, 1L << 50], (price, per) =>
        new Rate(new Amount(price, Currency.Usd), new Quantity(per)));

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
    public void What_an_amount_buys_costs_no_more_and_one_micro_more_would() =>
        Gen.Select(AnyRate.Where(rate => !rate.Price.IsZero), Gen.Long[0, 1L << 40]).Sample((rate, units) =>
        {
            var bought = rate.Affordable(new(units, Currency.Usd));
            if (bought.Micros == long.MaxValue) return;
            Assert.True(rate.Numerator(bought) <= (Int128)units * rate.Per.Micros);
            Assert.True(rate.Numerator(bought + new Quantity(1)) > (Int128)units * rate.Per.Micros);
        });

    [Fact]
    public void A_free_rate_buys_without_end() => Assert.Equal(
        long.MaxValue,
        new Rate(Amount.Zero(Currency.Usd), Quantity.Of(1)).Affordable(Amount.Zero(Currency.Usd)).Micros);

    [Fact]
    public void A_rate_takes_no_negative_price_no_empty_quantity_and_no_other_currency()
    {
        var rate = new Rate(Amount.OfMinor(1, Currency.Usd), Quantity.Of(1));

        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(new(-1, Currency.Usd), Quantity.Of(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(new(1, Currency.Usd), Quantity.Zero));
        Assert.Throws<InvalidOperationException>(() => rate.Affordable(Amount.Zero(Currency.Vnd)));
        Assert.Throws<ArgumentOutOfRangeException>(() => rate.Affordable(new(-1, Currency.Usd)));
    }

    [Fact]
    public void A_cost_beyond_a_ledger_amount_is_refused() => Assert.Throws<OverflowException>(() =>
        new Rate(new(long.MaxValue, Currency.Usd), new(1)).Of(Quantity.Of(1)));
}
