using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class PlanUpgradeTests
{
    [Theory]
    [InlineData("200", "160", "80 80")]
    [InlineData("100.01", "80.01", "40.01 40")]
    [InlineData("150.03", "120.02", "60.01 60.01")]
    public void Price_and_parts_grow_with_the_amount(string total, string price, string parts)
    {
        var raised = SomePlan.Terms(PaymentStructure.PartialUpfront).RaisedTo(Amount.Parse(total, Currency.Usd));

        Assert.Equal(total, raised.Total.ToDecimalString());
        Assert.Equal(price, raised.Payment.Price.ToDecimalString());
        Assert.Equal(parts.Split(' '), raised.Payment.Schedule.Select(part => part.Amount.ToDecimalString()));
    }

    [Fact]
    public void A_postpaid_plan_has_no_price_to_grow() =>
        Assert.True(SomePlan.Terms(PaymentStructure.Postpaid).RaisedTo(SomePlan.Usd(200)).Payment.Price.IsZero);

    [Theory]
    [InlineData("99.99", false)]
    [InlineData("100", false)]
    [InlineData("100.01", true)]
    [InlineData("1000", true)]
    [InlineData("1001", false)]
    public void Nobodys_word_raises_a_plan_without_bound(string total, bool may) =>
        Assert.Equal(may, SomePlan.Terms().MayBeRaisedTo(Amount.Parse(total, Currency.Usd)));
}
