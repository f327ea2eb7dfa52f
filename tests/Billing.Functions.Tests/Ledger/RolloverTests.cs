using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class RolloverTests
{
    private static readonly LotId First = new("plan:p-1:1");
    private static readonly LotId Second = new("plan:p-1:2");
    private static readonly DateTimeOffset End = Noon.AddDays(15) + Expiry.Grace;

    [Fact]
    public void What_is_left_of_a_term_that_rolls_over_goes_to_the_next_one()
    {
        var fold = Fold(Activated(Rolling("10")), Activated(Next("5"), term: 2));
        fold.Use("4");

        var due = Assert.Single(EndedCredit.DueFacts(fold.Book.ToState(), End));
        Assert.Equal(new MovementFact.CoverExpired(First, Usd("6"), Second), due);
        Assert.Equal("", fold.Do(due, End));

        var heir = Assert.Single(fold.Book.ToState().Covers);
        Assert.Equal((Second, Usd("11"), Usd("11")), (heir.Id, heir.Remaining, heir.Terms.Total));
        Assert.Equal(Usd("11").Units, fold.Book.Sums().Plan);
        Assert.Equal("p-1 11=11, top-up 1=1", fold.Use("12", time: End, now: End));
    }

    [Fact]
    public void Without_a_next_term_that_may_pay_it_is_forfeited()
    {
        Assert.Null(Into(Activated(Rolling("10"))));
        Assert.Null(Into(Activated(Rolling("10")), Activated(Next("5"), plan: "p-2", term: 2)));
        Assert.Null(Into(Activated(Rolling("10")), Activated(Next("5"), term: 3)));
        Assert.Null(Into(Activated(Terms("10")), Activated(Next("5"), term: 2)));
        Assert.Null(Into(Activated(Rolling("10")), Activated(Rolling("5"), term: 2)));
    }

    [Fact]
    public void A_next_term_that_was_used_up_pays_again_with_it_and_does_not_leave()
    {
        var open = Next("5") with { Until = null };
        var fold = Fold(Activated(Rolling("10")), Activated(open, term: 2));
        fold.Use("5", time: Noon.AddDays(16), now: Noon.AddDays(16));
        Assert.True(fold.Book.ToState().Covers[^1].IsExhausted);

        var due = Assert.Single(EndedCredit.DueFacts(fold.Book.ToState(), End));
        fold.Do(due, End);

        Assert.Equal("p-1 1=1", fold.Use("1", time: End, now: End));
        Assert.Empty(EndedCredit.DueFacts(fold.Book.ToState(), End));
    }

    [Fact]
    public void It_goes_nowhere_else()
    {
        var fold = Fold(Activated(Rolling("10")), Activated(Next("5"), term: 2), Activated(Next("5"), "p-2", 2));
        var expired = new MovementFact.CoverExpired(First, Usd("10"));

        Assert.Throws<InvariantException>(() => fold.Do(expired with { Into = new("plan:p-2:2") }, End));
        Assert.Throws<InvariantException>(() => fold.Do(expired with { Into = First }, End));
        Assert.Equal("customer:plan -10, breakage 10", fold.Do(expired, End));
    }

    private static CoverTerms Rolling(string total) => Terms(total) with { RollsOver = true };

    private static CoverTerms Next(string total) =>
        Rolling(total) with { From = Noon.AddDays(15), Until = Noon.AddDays(45) };

    private static LotId? Into(params MovementFact[] facts) =>
        ((MovementFact.CoverExpired)EndedCredit.DueFacts(Fold(facts).Book.ToState(), End).First()).Into;

    private static CoverFold Fold(params MovementFact[] facts) =>
        new(Some.PerUnit("1", "1"), null, [.. facts, TopUp("100")]);
}
