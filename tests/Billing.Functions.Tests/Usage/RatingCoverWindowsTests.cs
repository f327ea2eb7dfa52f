using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Usage;

public sealed class RatingCoverWindowsTests
{
    private static readonly CoverTerms Window = Terms() with { From = Noon, Until = Noon.AddDays(10) };

    [Theory]
    [InlineData(-1, "debt 1=1")]
    [InlineData(0, "p-1 1=1")]
    [InlineData(1, "p-1 1=1")]
    [InlineData(10 * TimeSpan.TicksPerDay - 1, "p-1 1=1")]
    [InlineData(10 * TimeSpan.TicksPerDay, "debt 1=1")]
    [InlineData(10 * TimeSpan.TicksPerDay + 1, "debt 1=1")]
    public void A_plan_pays_for_usage_of_its_window(long ticks, string legs)
    {
        var fold = new CoverFold(Some.PerUnit("1", "1"), null, Activated(Window));

        Assert.Equal(legs, fold.Use("1", time: Noon.AddTicks(ticks), now: Noon.AddTicks(ticks)));
        Assert.False(fold.Last.IsLate);
    }

    [Theory]
    [InlineData(-1, "p-1 1=1", false)]
    [InlineData(0, "voucher 1=1", true)]
    [InlineData(1, "voucher 1=1", true)]
    public void Late_usage_is_covered_until_the_grace_is_over_and_then_overflows_flagged(
        long ticks, string legs, bool isLate)
    {
        var fold = new CoverFold(Some.PerUnit("1", "1"), null, Activated(Window), Voucher("5"));
        var now = Noon.AddDays(10) + Expiry.Grace + TimeSpan.FromTicks(ticks);

        Assert.Equal(legs, fold.Use("1", time: Noon.AddDays(9), now: now));
        Assert.Equal(isLate, fold.Last.IsLate);
    }

    [Theory]
    [InlineData(-1, "voucher 1=1", false)]
    [InlineData(0, "top-up 1=1", true)]
    public void A_voucher_too_pays_late_usage_until_its_grace_is_over(long ticks, string legs, bool isLate)
    {
        var fold = new CoverFold(Some.PerUnit("1", "1"), null, Voucher("5", until: Noon.AddDays(10)), TopUp("5"));
        var now = Noon.AddDays(10) + Expiry.Grace + TimeSpan.FromTicks(ticks);

        Assert.Equal(legs, fold.Use("1", time: Noon.AddDays(9), now: now));
        Assert.Equal(isLate, fold.Last.IsLate);
    }

    [Fact]
    public void A_line_is_not_late_for_a_fund_that_it_did_not_need()
    {
        var later = Terms("10", Everything) with { From = Noon, Until = Noon.AddDays(10) };
        var fold = new CoverFold(
            Some.PerUnit("1", "1"), null, Activated(Terms() with { Until = null }), Activated(later, "p-2"));

        Assert.Equal("p-1 1=1", fold.Use("1", time: Noon, now: Noon.AddDays(100)));
        Assert.False(fold.Last.IsLate);
    }

    [Fact]
    public void An_exhausted_plan_makes_no_line_late()
    {
        var fold = new CoverFold(Some.PerUnit("1", "1"), null, Activated(Window with { Total = Usd("1") }));
        fold.Use("2");

        Assert.Equal("debt 1=1", fold.Use("1", now: Noon.AddDays(100)));
        Assert.False(fold.Last.IsLate);
    }

    /// <summary>Activated in the order of the names; the one that pays first is named.</summary>
    [Theory]
    [InlineData("a:all:5 b:one:9", "b")]
    [InlineData("a:one:9 b:one:5", "b")]
    [InlineData("a:one:5 b:one:5", "a")]
    [InlineData("a:one:- b:one:9", "b")]
    [InlineData("a:all:- b:all:9 c:one:-", "c")]
    [InlineData("a:none:1 b:all:9", "b")]
    public void The_specific_plan_pays_before_the_comprehensive_then_the_earliest_to_end_then_the_oldest(
        string plans, string first)
    {
        var activated = plans.Split(' ').Select(plan => plan.Split(':')).Select(plan => Activated(
            Terms("1", Scope(plan[1])) with { Until = plan[2] == "-" ? null : Noon.AddDays(int.Parse(plan[2])) },
            plan[0]));
        var fold = new CoverFold(Some.PerUnit("1", "1"), null, [.. activated]);

        Assert.Equal($"{first} 1=1", fold.Use("1"));
    }

    [Fact]
    public void A_comprehensive_plan_pays_for_services_that_come_later_but_not_for_what_it_leaves_out()
    {
        var terms = Terms("10", new CoverScope(IsComprehensive: true, [Training]));
        var fold = new CoverFold(Some.PerUnit("1", "1"), null, Activated(terms));

        Assert.Equal(["p-1 1=1", "debt 1=1"], [fold.Use("1"), fold.Use("1", Training)]);
        Assert.True(terms.Scope.Includes(new("of-next-year")));
    }

    private static CoverScope Scope(string name) => name switch
    {
        "all" => Everything,
        "one" => Only(Inference),
        _ => Only(Training),
    };
}
