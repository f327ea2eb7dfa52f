using Billing.Functions.Tests.Support;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class PlanPaymentBodyTests
{
    [Theory]
    [InlineData("100", "50 30 20", "50 30 20")]
    [InlineData("100", "33 33 34", "33 33 34")]
    [InlineData("0.10", "33 33 34", "0.03 0.03 0.04")]
    [InlineData("0.05", "50 50", "0.02 0.03")]
    [InlineData("99.99", "1 1 98", "0.99 0.99 98.01")]
    public void Percents_are_rounded_down_and_the_last_part_has_the_rest(string price, string percents, string parts)
    {
        var (terms, faults) = Read(price, percents.Split(' '));

        Assert.Empty(faults);
        Assert.Equal(parts.Split(' '), terms.Payment.Schedule.Select(part => part.Amount.ToDecimalString()));
    }

    [Theory]
    [InlineData("50 49", "payment.schedule:not_whole")]
    [InlineData("60 50", "payment.schedule:not_whole")]
    [InlineData("0 100", "payment.schedule[0].percent:out_of_range")]
    public void Percents_sum_to_the_whole(string percents, string fault) =>
        Assert.Equal(fault, Read("100", percents.Split(' ')).Faults[0]);

    [Fact]
    public void A_part_in_percent_and_one_in_money_do_not_go_together()
    {
        var mixed = SomePlanBody.With(SomePlanBody.Full, "payment.schedule.0", """{"percent":60,"afterDays":0}""");

        Assert.Contains("payment.schedule[1].percent:required", SomePlanBody.Read(mixed).Faults);
    }

    [Fact]
    public void A_postpaid_plan_says_no_price()
    {
        var (terms, faults) = SomePlanBody.Read(SomePlanBody.Postpaid);

        Assert.Empty(faults);
        Assert.Equal((true, InvoiceCycle.Month), (terms.Payment.Price.IsZero, terms.Payment.Cycle));
    }

    private static (PlanTerms Terms, string[] Faults) Read(string price, string[] percents)
    {
        var parts = percents.Select((percent, at) => $$"""{"percent":{{percent}},"afterDays":{{at}}}""");
        var priced = SomePlanBody.With(SomePlanBody.Least, "payment.price.amount", $"\"{price}\"");
        var split = SomePlanBody.With(priced, "payment.structure", "\"partialUpfront\"");
        return SomePlanBody.Read(SomePlanBody.With(split, "payment.schedule", $"[{string.Join(',', parts)}]"));
    }
}
