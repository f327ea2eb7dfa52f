using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Functions.Tests.Pricing;

public sealed class PriceTermsTests
{
    [Theory]
    [InlineData("", "1")]
    [InlineData("gpu=h100", "2")]
    [InlineData("gpu=h100;spot=yes", "3")]
    [InlineData("gpu=a100;spot=yes", "1")]
    public void The_price_that_asks_for_most_wins(string use, string price)
    {
        var terms = Terms(("", "1"), ("gpu=h100", "2"), ("gpu=h100;spot=yes", "3"));

        Assert.Equal(Some.PerUnit(price, "1"), terms.For(Dimensions.Parse(use)));
        Assert.Null(terms.Tie());
    }

    [Fact]
    public void A_use_that_meets_no_condition_has_no_price() =>
        Assert.Null(Terms(("gpu=h100", "2")).For(Dimensions.None));

    [Theory]
    [InlineData("", "")]
    [InlineData("gpu=h100", "gpu=h100")]
    [InlineData("gpu=h100", "spot=yes")]
    [InlineData("gpu=h100;zone=a", "gpu=h100;spot=yes")]
    public void Two_prices_that_could_match_the_same_use_equally_are_a_tie(string first, string second) =>
        Assert.Equal((1, 2), Terms(("x=1;y=2;z=3", "9"), (first, "1"), (second, "2")).Tie());

    [Theory]
    [InlineData("gpu=h100", "gpu=a100")]
    [InlineData("gpu=h100;zone=a", "gpu=a100;spot=yes")]
    [InlineData("", "gpu=h100")]
    public void Prices_that_exclude_each_other_or_differ_in_what_they_ask_are_none(string first, string second) =>
        Assert.Null(Terms((first, "1"), (second, "2")).Tie());

    [Theory]
    [InlineData("{quantity} tokens", true)]
    [InlineData("Storage", true)]
    [InlineData("{model} tokens", false)]
    [InlineData("{quantity", false)]
    public void The_only_placeholder_is_the_quantity(string description, bool isTemplate) =>
        Assert.Equal(isTemplate, PriceTerms.IsTemplate(description));

    [Fact]
    public void Packages_take_no_minimum_charge()
    {
        var minimum = MeterRule.Exact with { MinimumCharge = Amount.OfMinor(1, Currency.Usd) };

        Assert.True(Some.Terms(new PriceModel.Package(Some.Rate("3", "10")), rule: minimum).HasMinimumOnPackages);
        Assert.False(Some.Terms(rule: minimum).HasMinimumOnPackages);
    }

    private static PriceTerms Terms(params (string When, string Price)[] options) => Some.Terms() with
    {
        Options = [.. options.Select(o => new PriceOption(Dimensions.Parse(o.When), Some.PerUnit(o.Price, "1")))],
    };
}
