using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class PlanTermsRulesTests
{
    private static readonly PlanTerms Sound = SomePlan.Terms();

    [Theory]
    [InlineData(PaymentStructure.AllUpfront)]
    [InlineData(PaymentStructure.PartialUpfront)]
    [InlineData(PaymentStructure.Postpaid)]
    public void Sound_terms_have_no_fault(PaymentStructure structure) =>
        Assert.Empty(Faults(SomePlan.Terms(structure)));

    [Theory]
    [InlineData(DurationUnit.Second, 59, "duration TooShort, renewal.windowDays WindowTooLong")]
    [InlineData(DurationUnit.Second, 60, "renewal.windowDays WindowTooLong")]
    [InlineData(DurationUnit.Day, 9, "renewal.windowDays WindowTooLong")]
    [InlineData(DurationUnit.Day, 10, "")]
    [InlineData(DurationUnit.Day, 3660, "")]
    [InlineData(DurationUnit.Day, 3661, "duration TooLong")]
    [InlineData(DurationUnit.Year, 10, "")]
    [InlineData(DurationUnit.UntilUsed, 0, "")]
    public void A_term_is_as_long_as_allowed(DurationUnit unit, int count, string faults) => Assert.Equal(
        faults, Faults(Sound with { Duration = new(unit, count) }, SomePlanBody.Rules with { MinimumSeconds = 60 }));

    [Fact]
    public void A_window_of_one_day_fits_any_term() => Assert.Empty(Faults(
        Sound with { Duration = new(DurationUnit.Second, 120), Renewal = new(RenewalKind.None, 1) },
        SomePlanBody.Rules with { MinimumSeconds = 60 }));

    [Theory]
    [InlineData("40 0, 40 15", "")]
    [InlineData("80 0", "ScheduleTooShort")]
    [InlineData("", "ScheduleRequired")]
    [InlineData("40 1, 40 15", "ScheduleStart")]
    [InlineData("40 0, 20 15, 20 15", "ScheduleOrder")]
    [InlineData("40 0, 20 15, 20 10", "ScheduleOrder")]
    [InlineData("40 0, 39.99 15", "ScheduleSum")]
    [InlineData("40 0, 40.01 15", "ScheduleSum")]
    [InlineData("90 0, -10 15", "NotPositive")]
    [InlineData("80 0, 0 15", "NotPositive")]
    [InlineData("39.999 0, 40.001 15", "Scale")]
    [InlineData("40 0, 40 29", "ScheduleTooLong")]
    public void A_schedule_is_the_price_in_dated_parts(string parts, string fault)
    {
        var partial = SomePlan.Terms(PaymentStructure.PartialUpfront);
        var schedule = parts.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(' '))
            .Select(part => new SchedulePart(
                Amount.Parse(part[0], Currency.Usd), int.Parse(part[1], SomePlanBody.Invariant)));

        var terms = partial with { Payment = partial.Payment with { Schedule = [.. schedule] } };

        Assert.Equal(fault.Length == 0 ? "" : $"payment.schedule {fault}", Faults(terms));
    }

    [Fact]
    public void Only_a_price_in_parts_has_a_schedule()
    {
        var parts = SomePlan.Terms(PaymentStructure.PartialUpfront).Payment.Schedule;

        Assert.Equal(
            "payment.schedule ScheduleUnwanted",
            Faults(Sound with { Payment = Sound.Payment with { Schedule = parts } }));
    }

    [Theory]
    [InlineData(PaymentStructure.AllUpfront, "0", "NotPositive")]
    [InlineData(PaymentStructure.AllUpfront, "-1", "NotPositive")]
    [InlineData(PaymentStructure.AllUpfront, "0.001", "Scale")]
    [InlineData(PaymentStructure.Postpaid, "1", "NotPostpaid")]
    public void A_price_can_be_paid(PaymentStructure structure, string price, string fault)
    {
        var terms = SomePlan.Terms(structure);
        var payment = terms.Payment with { Price = Amount.Parse(price, Currency.Usd) };

        Assert.Equal($"payment.price.amount {fault}", Faults(terms with { Payment = payment }));
    }

    [Theory]
    [InlineData("0", "NotPositive")]
    [InlineData("-1", "NotPositive")]
    [InlineData("0.001", "Scale")]
    public void An_amount_can_be_held(string amount, string fault) => Assert.Equal(
        $"amount.amount {fault}",
        Faults(Sound with { Cover = Sound.Cover with { Total = Amount.Parse(amount, Currency.Usd) } }));

    [Fact]
    public void What_contradicts_itself_is_refused()
    {
        var postpaid = SomePlan.Terms(PaymentStructure.Postpaid) with { RollsOver = true };
        var automatic = Sound with
        {
            Payment = Sound.Payment with { IsAutomatic = true, Ways = PaymentWays.Online },
        };
        var endless = SomePlan.Terms(renewal: RenewalKind.Automatic) with { Duration = new(DurationUnit.UntilUsed, 0) };

        Assert.Equal("rollsOver PostpaidRollsOver", Faults(postpaid));
        Assert.Equal("payment.ways BalanceRequired", Faults(automatic));
        Assert.Equal("renewal.kind NeverRenewed", Faults(endless));
        Assert.Equal("startsAt StartsTooLate", Faults(Sound with { StartsAt = SomePlan.Start.AddDays(367) }));
        Assert.Equal(
            "rollsOver RollsOverTooSoon",
            Faults(Sound with { RollsOver = true, Duration = new(DurationUnit.Day, 3), Renewal = default }));
    }

    [Theory]
    [InlineData("60", null, "quotas NeverUsedUp")]
    [InlineData("100", null, "")]
    [InlineData("100", "5", "quotas NeverUsedUp")]
    public void A_plan_that_lasts_until_it_is_used_up_can_be_used_up(string money, string? units, string faults)
    {
        var quota = new CoverQuota(
            Sound.Cover.Scope.Services[0], Amount.Parse(money, Currency.Usd),
            units is null ? null : Quantity.Parse(units));
        var endless = Sound with
        {
            Cover = Sound.Cover with { Quotas = [quota] }, Duration = new(DurationUnit.UntilUsed, 0),
        };

        Assert.Equal(faults, Faults(endless));
    }

    [Fact]
    public void There_is_time_to_pay() => Assert.Equal(
        "payment.suspendAfterDays NoTimeToPay",
        Faults(Sound with { Payment = Sound.Payment with { DueDays = 0, SuspendAfterDays = 0 } }));

    [Fact]
    public void All_money_is_in_the_currency_of_the_account() => Assert.Equal(
        "amount.currency CurrencyDiffers, payment.price.currency CurrencyDiffers",
        string.Join(", ", PlanTermsRules.Faults(Sound, Currency.Parse("EUR"), SomePlanBody.Rules, SomePlan.Start)
            .Select(fault => $"{fault.Field} {fault.Reason}")));

    [Fact]
    public void What_the_ledger_cannot_hold_is_refused_before_it_is_offered()
    {
        var cover = Sound.Cover;
        ServiceName gpu = new("gpu-container"), other = new("other");
        var quota = new CoverQuota(gpu, SomePlan.Usd(60), null);

        Assert.Equal("services NothingCovered", Faults(cover with { Scope = new(false, []) }));
        Assert.Equal("services ServiceTwice", Faults(cover with { Scope = new(false, [gpu, gpu]) }));
        Assert.Equal("quotas QuotaTwice", Faults(cover with { Quotas = [quota, quota] }));
        Assert.Equal("quotas QuotaNotCovered", Faults(cover with { Quotas = [quota with { Service = other }] }));
        Assert.Equal("quotas QuotaEmpty", Faults(cover with { Quotas = [quota with { Money = null }] }));
        var above = quota with { Money = SomePlan.Usd(101) };
        Assert.Equal("quotas QuotaAboveTotal", Faults(cover with { Quotas = [above] }));
        var two = cover with { Scope = new(false, [gpu, other]), Quotas = [quota, quota with { Service = other }] };
        Assert.Equal("quotas QuotasAboveTotal", Faults(two));
        Assert.Equal("", Faults(two with { IsSharedCeiling = true }));
    }

    private static string Faults(CoverTerms cover) => Faults(Sound with { Cover = cover });

    private static string Faults(PlanTerms terms, PlanRules? rules = null) => string.Join(
        ", ", PlanTermsRules.Faults(terms, Currency.Usd, rules ?? SomePlanBody.Rules, SomePlan.Start)
            .Select(fault => $"{fault.Field} {fault.Reason}"));
}
