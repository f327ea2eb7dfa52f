using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Functions.Tests.Pricing;

public sealed class PricedUseTests
{
    private static readonly MeterRule AtLeastFive =
        new(null, Quantity.Zero, Amount.Parse("5", Currency.Usd));

    private static readonly PriceModel Package = new PriceModel.Package(Some.Rate("3", "10"));

    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 0)]
    public void A_use_in_a_free_state_or_of_nothing_has_no_path_and_costs_nothing(bool isFree, int billed)
    {
        var use = new PricedUse(Quantity.Of(billed), isFree ? null : Package, MeterRule.Exact, Currency.Usd);

        Assert.Equal(isFree, use.IsFree);
        Assert.Empty(use.Path(Quantity.Of(3)));
        Assert.Equal(Amount.Zero(Currency.Usd), use.Cost(Quantity.Of(3)));
        Assert.Equal(Amount.Zero(Currency.Usd), use.Charge(Quantity.Of(3)));
    }

    [Fact]
    public void A_use_costs_the_sum_of_its_path_and_is_charged_the_minimum_at_least()
    {
        var use = new PricedUse(Quantity.Of(7), Package, AtLeastFive, Currency.Usd);

        Assert.Equal(Quantity.Of(10), Assert.Single(use.Path(Quantity.Zero)).Quantity);
        Assert.Equal("3", use.Cost(Quantity.Zero).ToDecimalString());
        Assert.Equal("5", use.Charge(Quantity.Zero).ToDecimalString());
    }
}
