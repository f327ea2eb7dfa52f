using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Plans;
using Billing.Platform;

namespace Billing.Functions.Tests.Plans;

public sealed class PlanTermsBodyTests
{
    [Fact]
    public void All_that_terms_can_say_is_read()
    {
        var (terms, faults) = SomePlanBody.Read(SomePlanBody.Full);

        Assert.Empty(faults);
        Assert.Equal(("GPU monthly", true), (terms.Name, terms.RollsOver));
        Assert.Equal(new PlanDuration(DurationUnit.Month, 3), terms.Duration);
        Assert.Equal(new RenewalTerms(RenewalKind.Automatic, 10), terms.Renewal);
        Assert.Equal(new PauseTerms(10, ExtendsTerm: false), terms.Pause);
        Assert.Equal(new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), terms.StartsAt);
        Assert.True(terms.Cover.RollsOver);
    }

    [Theory]
    [InlineData(SomePlanBody.Full)]
    [InlineData(SomePlanBody.Least)]
    public void What_is_shown_can_be_written_again(string json)
    {
        var (terms, _) = SomePlanBody.Read(json);

        var shown = JsonSerializer.Serialize(PlanTermsView.Of(terms), Json.Options);

        Assert.True(PlanJson.AreSame(terms, SomePlanBody.Read(shown).Terms), shown);
    }

    [Fact]
    public void What_is_not_said_is_the_operators_choice()
    {
        var (terms, faults) = SomePlanBody.Read(SomePlanBody.Least);

        Assert.Empty(faults);
        Assert.Equal((7, 7, false), (terms.Payment.DueDays, terms.Payment.SuspendAfterDays, terms.Payment.IsAutomatic));
        Assert.Equal(new RenewalTerms(RenewalKind.None, 7), terms.Renewal);
        Assert.Equal(new PauseTerms(30, ExtendsTerm: true), terms.Pause);
    }

    [Fact]
    public void A_comprehensive_plan_names_what_is_out()
    {
        var without = SomePlanBody.With(SomePlanBody.Least, "services", "");
        var all = SomePlanBody.With(without, "comprehensive", "true");
        var (terms, faults) = SomePlanBody.Read(SomePlanBody.With(all, "exclusions", """["model-hub"]"""));

        Assert.Empty(faults);
        Assert.False(terms.Cover.Scope.Includes(new("model-hub")));
        Assert.True(terms.Cover.Scope.Includes(new("x")));
        var both = SomePlanBody.With(SomePlanBody.Least, "comprehensive", "true");
        Assert.Equal(["services:not_with_comprehensive"], SomePlanBody.Read(both).Faults.Take(1));
    }

    [Theory]
    [InlineData("name", "name")]
    [InlineData("services", "services")]
    [InlineData("duration", "duration")]
    [InlineData("amount", "amount")]
    [InlineData("payment", "payment")]
    [InlineData("payment.structure", "payment.structure")]
    [InlineData("payment.ways", "payment.ways")]
    [InlineData("payment.price", "payment.price")]
    public void Each_of_the_five_parts_is_required(string left, string field) => Assert.Equal(
        [$"{field}:required"],
        SomePlanBody.Read(SomePlanBody.With(SomePlanBody.Least, left, "")).Faults
            .Where(fault => fault.EndsWith(":required", StringComparison.Ordinal)));

    [Theory]
    [InlineData("name", "\"\\u0001\"", "name:control_characters")]
    [InlineData("services", "[\"Not A Service\"]", "services[0]:invalid")]
    [InlineData("duration.unit", "\"decade\"", "duration.unit:invalid")]
    [InlineData("duration.count", "0", "duration.count:out_of_range")]
    [InlineData("duration.count", "121", "duration.count:out_of_range")]
    [InlineData("payment.ways", "[]", "payment.ways:required")]
    [InlineData("payment.ways", "[\"cash\"]", "payment.ways[0]:invalid")]
    [InlineData("payment.price.amount", "\"-1\"", "payment.price.amount:not_positive")]
    [InlineData("payment.dueDays", "366", "payment.dueDays:out_of_range")]
    [InlineData("payment.cycle", "\"week\"", "payment.cycle:invalid")]
    [InlineData("payment.schedule.0.afterDays", "-1", "payment.schedule[0].afterDays:out_of_range")]
    [InlineData("payment.schedule.0.amount.amount", "\"59\"", "payment.schedule:schedule_sum")]
    [InlineData("payment.schedule.1.amount.currency", "\"EUR\"", "payment.schedule:currency_differs")]
    [InlineData("quotas.0.service", "\"model-hub\"", "quotas:quota_not_covered")]
    [InlineData("quotas.0.amount.amount", "\"300.01\"", "quotas:quota_above_total")]
    [InlineData("quotas.0.amount.currency", "\"EUR\"", "quotas[0].amount.currency:currency_differs")]
    [InlineData("quotas.1.units", "", "quotas:quota_empty")]
    [InlineData("prices.0.per", "\"0\"", "prices[0].per:invalid")]
    [InlineData("prices.0.price.amount", "\"-5\"", "prices[0].price.amount:negative")]
    [InlineData("prices.0.price.currency", "\"EUR\"", "prices[0].price.currency:currency_differs")]
    [InlineData("prices.0.meter", "", "prices[0].meter:required")]
    [InlineData("renewal.kind", "\"forever\"", "renewal.kind:invalid")]
    [InlineData("renewal.windowDays", "0", "renewal.windowDays:out_of_range")]
    [InlineData("pause.maxDays", "400", "pause.maxDays:out_of_range")]
    [InlineData("startsAt", "\"tomorrow\"", "startsAt:invalid")]
    [InlineData("surprise", "1", "surprise:unknown_member")]
    public void A_fault_is_named_where_it_is(string path, string value, string fault) =>
        Assert.Contains(fault, SomePlanBody.Read(SomePlanBody.With(SomePlanBody.Full, path, value)).Faults);

    [Fact]
    public void An_empty_body_lacks_everything_at_once() => Assert.Equal(
        ["name:required", "duration:required", "services:required", "amount:required", "payment:required"],
        SomePlanBody.Read("{}").Faults);

    [Fact]
    public void A_price_of_the_plan_asks_for_what_it_says() => Assert.Equal(
        "gpu=h100", Assert.Single(SomePlanBody.Read(SomePlanBody.Full).Terms.Cover.Prices).Dimensions);
}
