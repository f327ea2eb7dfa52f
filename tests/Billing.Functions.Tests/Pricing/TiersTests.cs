using Billing.Functions.Tests.Support;
using Billing.Money;

namespace Billing.Functions.Tests.Pricing;

public sealed class TiersTests
{
    [Theory]
    [InlineData("10:1")]
    [InlineData(":1 10:1")]
    [InlineData("10:1 10:2 :3")]
    [InlineData("20:1 10:2 :3")]
    [InlineData("0:1 :3")]
    [InlineData("-1:1 :3")]
    public void Steps_that_do_not_rise_to_an_open_end_are_refused(string steps) =>
        Assert.Throws<ArgumentException>(() => Some.Tiers(steps));

    [Fact]
    public void The_number_of_steps_is_bounded()
    {
        var steps = string.Join(' ', Enumerable.Range(1, 20).Select(i => $"{i}:1")) + " :1";

        Assert.Throws<ArgumentException>(() => Some.Tiers(steps));
        Assert.Equal(20, Some.Tiers(steps[(steps.IndexOf(' ') + 1)..]).Count);
        Assert.Equal(1, Some.Tiers(":1").Count);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("10", 0)]
    [InlineData("10.000001", 1)]
    [InlineData("20", 1)]
    [InlineData("9000000000000", 2)]
    public void A_total_lies_in_the_step_that_ends_at_it_or_after(string total, int index) =>
        Assert.Equal(index, Some.Tiers("10:1 20:2 :3").Reached(Quantity.Parse(total)));
}
