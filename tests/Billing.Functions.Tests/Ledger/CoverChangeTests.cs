using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Pricing;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class CoverChangeTests
{
    private static readonly PriceModel One = Some.PerUnit("1", "1");

    [Fact]
    public void A_line_is_paid_by_the_terms_of_its_own_time_out_of_the_same_amount()
    {
        var fold = Fold(Terms("100") with { Prices = [OwnPrice("2")] });
        fold.Do(Changed(Terms("100", Only(Training)) with { Prices = [] }));

        Assert.Equal("p-1 1=2", fold.Use("1", time: Noon.AddTicks(-1)));
        Assert.Equal("top-up 1=1", fold.Use("1"));
        Assert.Equal("p-1 1=1", fold.Use("1", Training));
        Assert.Equal("top-up 1=1", fold.Use("1", Training, Noon.AddTicks(-1)));
        Assert.Equal(Usd("97"), Cover(fold).Remaining);
    }

    [Fact]
    public void An_earlier_span_pays_until_its_own_grace_is_over_and_is_then_forgotten()
    {
        var fold = Fold(Terms("100"));
        fold.Do(Changed(Terms("100", Only(Training))));
        var end = Noon + Expiry.Grace;

        Assert.Equal("p-1 1=1", fold.Use("1", time: Noon.AddHours(-1), now: end.AddTicks(-1)));
        Assert.Equal("top-up 1=1", fold.Use("1", time: Noon.AddHours(-1), now: end));
        Assert.True(fold.Last.IsLate);
        fold.Book.EndCommit(end.AddTicks(-1));
        Assert.Single(Cover(fold).Earlier);
        fold.Book.EndCommit(end);
        Assert.Empty(Cover(fold).Earlier);
    }

    [Fact]
    public void A_paused_cover_pays_nothing_until_it_is_changed_again()
    {
        var fold = Fold(Terms("100"));
        fold.Do(Changed(Terms("100"), pays: false));
        Assert.Equal("top-up 1=1", fold.Use("1", time: Noon.AddHours(1), now: Noon.AddHours(1)));

        fold.Do(Changed(Terms("100") with { Until = Noon.AddDays(20) }, Noon.AddHours(2), 2), Noon.AddHours(2));

        Assert.Equal("p-1 1=1", fold.Use("1", time: Noon.AddHours(2), now: Noon.AddHours(3)));
        Assert.Equal("top-up 1=1", fold.Use("1", time: Noon.AddHours(1), now: Noon.AddHours(3)));
        Assert.Equal("p-1 1=1", fold.Use("1", time: Noon.AddHours(-1), now: Noon.AddHours(3)));
        Assert.Single(Cover(fold).Earlier);
    }

    [Fact]
    public void A_cancelled_cover_goes_on_paying_for_what_happened_before()
    {
        var fold = Fold(Terms("100"));
        fold.Do(Changed(Terms("100") with { Until = Noon }));

        Assert.Equal("top-up 1=1", fold.Use("1"));
        Assert.Equal("p-1 1=1", fold.Use("1", time: Noon.AddTicks(-1)));
        var due = Assert.Single(EndedCredit.DueFacts(fold.Book.ToState(), Noon + Expiry.Grace));
        Assert.Equal(new MovementFact.CoverExpired(new("plan:p-1:1"), Usd("99")), due);
    }

    [Fact]
    public void A_change_at_the_same_instant_replaces_the_one_before()
    {
        var fold = Fold(Terms("100"));
        fold.Do(Changed(Terms("100", Only(Training))));
        fold.Do(Changed(Terms("100", Everything), step: 2));

        Assert.Equal("p-1 1=1", fold.Use("1"));
        Assert.Single(Cover(fold).Earlier);
    }

    [Theory]
    [InlineData("10", "30", "plan-sales -20, customer:plan 20", "20", false)]
    [InlineData("10", "10", "", "0", true)]
    [InlineData("8", "9", "plan-sales 1, customer:plan -1", "1", false)]
    [InlineData("8", "8", "plan-sales 2, customer:plan -2", "0", true)]
    public void A_changed_total_keeps_what_was_used_and_a_higher_one_opens_a_used_up_cover_again(
        string used, string total, string postings, string left, bool isExhausted)
    {
        var fold = Fold(Terms("10"));
        fold.Use(used);

        Assert.Equal(postings, fold.Do(Changed(Terms(total))));

        Assert.Equal((Usd(left), isExhausted), (Cover(fold).Remaining, Cover(fold).IsExhausted));
        Assert.Equal(Usd(left).Units, fold.Book.Sums().Plan);
    }

    [Fact]
    public void A_quota_keeps_what_was_used_of_it_and_a_new_one_counts_from_the_change_on()
    {
        var fold = Fold(Terms("100", Everything, MoneyQuota("10")));
        fold.Use("4");
        fold.Use("3", Training);

        fold.Do(Changed(Terms("100", Everything, MoneyQuota("6"), MoneyQuota("5", Training))));

        Assert.Equal([Usd("2"), Usd("5")], Cover(fold).Quotas.Select(left => left.Money!.Value));
        Assert.Equal("p-1 2=2, top-up 1=1", fold.Use("3"));
        Assert.True(Cover(fold).Quotas[0].IsExhausted);
        fold.Do(Changed(Terms("100", Everything, MoneyQuota("7"), MoneyQuota("5", Training)), step: 2));
        Assert.Equal("p-1 1=1, top-up 1=1", fold.Use("2"));
        fold.Do(Changed(Terms("100", Everything, UnitQuota("7")), step: 3));
        Assert.Equal("p-1 7=7, top-up 1=1", fold.Use("8"));
    }

    [Fact]
    public void A_new_quota_regains_nothing_of_a_line_that_it_did_not_count()
    {
        var fold = Fold(Terms("100", Everything));
        fold.Use("4");
        var before = fold.Last;
        fold.Do(Changed(Terms("100", Everything, MoneyQuota("5"))));
        fold.Use("2");
        var after = fold.Last;

        GiveBack(before, 1);
        Assert.Equal((Usd("98"), Usd("3")), (Cover(fold).Remaining, Cover(fold).Quotas[0].Money));
        GiveBack(after, 9);
        Assert.Equal((Usd("100"), Usd("5")), (Cover(fold).Remaining, Cover(fold).Quotas[0].Money));

        void GiveBack(RatedLine line, long seq)
        {
            var usage = ReversedUsage.Of(
                new(LedgerKeys.DayOf(Noon), seq, 0), line,
                new Dictionary<LotId, CoverTerms> { [new("plan:p-1:1")] = Terms() });
            fold.Do(new MovementFact.UsageReversed(usage, new(ReversalKind.Void, $"v-{seq}", Noon), []));
        }
    }

    private static CoverPrice OwnPrice(string price) => Price(price, "1", meter: CoverFold.Images);

    private static CoverFold Fold(CoverTerms terms) => new(One, null, Activated(terms), TopUp("100"));

    private static Cover Cover(CoverFold fold) => Assert.Single(fold.Book.ToState().Covers);
}
