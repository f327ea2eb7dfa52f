using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class MovementJsonTests
{
    [Fact]
    public void An_activated_cover_is_read_back_with_all_its_terms()
    {
        var terms = Terms("10", Everything, MoneyQuota("4"), UnitQuota("1.5", Training)) with
        {
            Until = null,
            Prices = [Price("0.1", "1000000", "gpu=h100")],
        };
        var text = MovementJson.Write(Activated(terms), Postings.Of(Activated(terms), 0));

        var (fact, postings) = MovementJson.Read(text);

        Assert.Equal(text, MovementJson.Write(fact, postings));
        Assert.Equal("plan:p-1:1", fact.Cause);
        Assert.Equal(["plan-sales -10", "customer:plan 10"], postings.Select(Text));
    }

    [Theory]
    [InlineData("2.5", "customer:plan -2.5, breakage 2.5")]
    [InlineData("0", "")]
    public void An_expired_cover_forfeits_what_is_left(string left, string due)
    {
        var expired = new MovementFact.CoverExpired(new("plan:p-1:1"), Usd(left));
        var text = MovementJson.Write(expired, Postings.Of(expired, 0));

        var (fact, postings) = MovementJson.Read(text);

        Assert.Equal(expired, fact);
        Assert.Equal(due, string.Join(", ", postings.Select(Text)));
    }

    [Fact]
    public void A_changed_cover_is_read_back_with_all_its_terms()
    {
        var fact = Changed(Terms("10", Everything, MoneyQuota("4")) with { RollsOver = true }, step: 3, pays: false);
        var text = MovementJson.Write(fact, []);

        var read = Assert.IsType<MovementFact.CoverChanged>(MovementJson.Read(text).Fact);

        Assert.Equal(text, MovementJson.Write(read, []));
        Assert.Equal(("plan:p-1:1:3", "plan:p-1:1", false), (read.Cause, read.Cover.Value, read.Pays));
        Assert.Equal((true, true), (read.Terms.RollsOver, read.Terms.TellsUse));
    }

    [Fact]
    public void Terms_from_before_use_was_told_stay_as_they_were_written()
    {
        var text = MovementJson.Write(Activated(Terms() with { TellsUse = false }), []);

        var read = Assert.IsType<MovementFact.CoverActivated>(MovementJson.Read(text).Fact);

        Assert.DoesNotContain("rollsOver", text, StringComparison.Ordinal);
        Assert.False(read.Terms.TellsUse);
        Assert.Equal(text, MovementJson.Write(read, []));
    }

    [Fact]
    public void Payments_of_plans_and_what_rolls_over_are_read_back()
    {
        MovementFact[] facts =
        [
            new MovementFact.PlanPaid("p-1", 2, "pay-1", "stripe", Usd("5")),
            new MovementFact.PlanPaid("p-1", 2, "pay-1", null, Usd("5")),
            new MovementFact.CoverExpired(new("plan:p-1:1"), Usd("5"), new LotId("plan:p-1:2")),
        ];

        Assert.All(facts, fact => Assert.Equal(fact, MovementJson.Read(MovementJson.Write(fact, [])).Fact));
        Assert.Equal("planpaid:pay-1", facts[0].Cause);
    }

    private static string Text(Posting posting) => $"{posting.Account} {posting.Amount.ToDecimalString()}";
}
