using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class AccountBookCoversTests
{
    private static readonly LotId First = new("plan:p-1:1");
    private static readonly LotId Second = new("plan:p-2:1");

    [Fact]
    public void A_line_that_breaks_a_rule_of_covers_is_not_applied()
    {
        Accepted(Line(Plan(First, 1, 3), Rest(1, 2)));
        Refused("I8", Line(Rest(1, 2), Plan(First, 1, 3)));
        Refused("I8", Line(Plan(Second, 2, 5)));
        Refused("I8", Line(Plan(Second, 1, 1), Plan(First, 1, 3)));
        Refused("I8", Line(Plan(new("plan:p-9:1"), 2, 5)));
        Refused("I6", Line(Plan(First, 2, 11)));
        Refused("I6", Line(Plan(First, 2, 5)), Terms("10", null, MoneyQuota("4")));
        Refused("I6", Line(Plan(First, 2, 3)), Terms("10", null, UnitQuota("1")));
        Refused("I3", Line(Plan(First, 3, 3)) with { Billed = Quantity.Of(2) });
        Refused("I8", Line(Plan(First, 2, 3)) with { IsLate = true });
        Refused("I8", Line(Plan(First, 2, 3)) with { Time = Noon.AddDays(20) });
        Refused("I8", Line(Plan(First, 2, 3)) with { Service = Training });
    }

    [Fact]
    public void A_plan_that_a_line_passes_is_exhausted_and_pays_no_more()
    {
        var book = Book(Terms("10"));
        book.Apply(TopUp("100"), 3, Noon);
        book.Apply(Line(Plan(First, 1, 3), Rest(1, 2)), Noon);

        var cover = Assert.Single(book.ToState().Covers);
        Assert.Equal((Usd("7"), true), (cover.Remaining, cover.IsExhausted));
        Assert.Empty(book.Offers(new(Inference, InputTokens, "", Noon, Noon)).ToArray());
        var next = Line(Plan(First, 2, 3)) with { TierStart = Quantity.Of(2) };
        Assert.Throws<InvariantException>(() => book.Apply(next, Noon));
    }

    [Theory]
    [InlineData("4", "quota-exhausted")]
    [InlineData("9.99", "quota-exhausted")]
    [InlineData("10", "plan-exhausted")]
    public void A_line_that_goes_on_has_found_too_little_in_the_quota_or_else_in_the_plan(string quota, string kind)
    {
        var book = Book(Terms("10", null, MoneyQuota(quota)));
        book.Apply(TopUp("100"), 3, Noon);
        book.Apply(Line(Plan(First, 1, 3), Rest(1, 2)), Noon);

        Assert.Equal(kind, Assert.Single(book.EndCommit(Noon)).Kind);
        var cover = Assert.Single(book.ToState().Covers);
        Assert.Equal((kind[0] == 'p', kind[0] == 'q'), (cover.IsExhausted, cover.Quotas[0].IsExhausted));
    }

    [Fact]
    public void A_fact_that_a_plan_is_exhausted_names_the_plan_and_the_event()
    {
        var book = Book(Terms("3"));
        book.Apply(Line(Plan(First, 2, 3)), Noon);

        var fact = book.EndCommit(Noon)[^1];
        Assert.Equal("plan-exhausted", fact.Kind);
        Assert.Equal(
            """
            {"cover":"plan:p-1:1","service":"ai-inference","source":"s","eventId":"id",
            "eventTime":"2026-03-10T12:00:00.0000000Z"}
            """.ReplaceLineEndings(""),
            fact.Body);
    }

    [Fact]
    public void A_cover_expires_after_its_grace_with_exactly_what_is_left()
    {
        var due = Noon.AddDays(15) + Expiry.Grace;
        Assert.Throws<InvariantException>(() => Book().Apply(Expired("10"), 9, due.AddTicks(-1)));
        Assert.Throws<InvariantException>(() => Book().Apply(Expired("9"), 9, due));
        Assert.Throws<InvariantException>(() => Book().Apply(Expired("10") with { Cover = Second }, 9, due));
        var book = Book();

        book.Apply(Expired("10"), 9, due);

        Assert.Empty(book.ToState().Covers);
        Assert.Equal(0, book.Sums().Plan);
    }

    [Fact]
    public void A_used_up_plan_without_an_end_may_be_cleared_away_at_once()
    {
        var book = Book(Terms("10") with { Until = null });
        Assert.Throws<InvariantException>(() => book.Apply(Expired("10"), 9, Noon.AddYears(9)));
        book.Apply(TopUp("100"), 3, Noon);
        book.Apply(Line(Plan(First, 1, 3), Rest(1, 2)), Noon);

        book.Apply(Expired("7"), 9, Noon);

        Assert.Empty(book.ToState().Covers);
    }

    [Fact]
    public void A_term_is_activated_once_and_covers_are_bounded()
    {
        var book = Book();
        Assert.Throws<InvariantException>(() => book.Apply(Activated(), 3, Noon));
        for (var term = 2; term <= AccountState.MaxCovers; term++) book.Apply(Activated(term: term), term + 1, Noon);

        Assert.Throws<InvariantException>(() => book.Apply(Activated(plan: "p-2"), 99, Noon));
        Assert.Equal(Usd("160").Units, book.Sums().Plan);
    }

    private static MovementFact.CoverExpired Expired(string left) => new(First, Usd(left));

    private static Leg Plan(LotId plan, long quantity, long amount) =>
        new(FundKind.Plan, plan, Quantity.Of(quantity), Usd($"{amount}"));

    private static Leg Rest(long quantity, long amount) =>
        new(FundKind.TopUp, new("topup:pay-1"), Quantity.Of(quantity), Usd($"{amount}"));

    private static RatedLine Line(params Leg[] legs) => new(
        "s", "id", Noon, Inference, InputTokens, "", "", "p@1", Quantity.Zero, Quantity.Of(2), Quantity.Of(2),
        new(legs.Sum(leg => leg.Amount.Units), Currency.Usd), [.. legs], IsLate: false);

    private static AccountBook Book(CoverTerms? terms = null)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        book.Apply(Activated(terms), 2, Noon);
        return book;
    }

    private static void Accepted(RatedLine line) => Paid(null).Apply(line, Noon);

    private static void Refused(string rule, RatedLine line, CoverTerms? terms = null)
    {
        var refusal = Assert.Throws<InvariantException>(() => Paid(terms).Apply(line, Noon));
        Assert.StartsWith(rule, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>With a plan for the service, one for another service, and a top-up.</summary>
    private static AccountBook Paid(CoverTerms? terms)
    {
        var book = Book(terms);
        book.Apply(Activated(Terms("10", Only(Training)), "p-2"), 3, Noon);
        book.Apply(TopUp("100"), 4, Noon);
        return book;
    }
}
