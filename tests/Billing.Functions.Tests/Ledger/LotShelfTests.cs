using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>The shelf is seen through the account's book.</summary>
public sealed class LotShelfTests
{
    [Fact]
    public void Vouchers_stand_before_top_ups_scoped_ones_first_then_by_their_end_then_by_their_age()
    {
        var book = Book(
            TopUp("1", "t1"), TopUp("1", "t2"),
            Voucher("1", "late", Noon.AddDays(20)), Voucher("1", "endless") with { Until = null },
            Voucher("1", "early", Noon.AddDays(10)), Voucher("1", "early-too", Noon.AddDays(10)),
            Voucher("1", "scoped-late", Noon.AddDays(40), Inference),
            Voucher("1", "scoped", Noon.AddDays(30), Inference));

        Assert.Equal(
            "scoped scoped-late early early-too late endless t1 t2",
            string.Join(' ', book.ToState().Lots.Select(lot => lot.Id.Value[(lot.Id.Value.IndexOf(':') + 1)..])));
    }

    [Fact]
    public void An_account_has_a_thousand_lots_at_most()
    {
        var book = Book([.. Enumerable.Range(0, AccountState.MaxLots).Select(i => TopUp("1", $"p{i}"))]);

        Assert.Equal(AccountState.MaxLots, book.ToState().Lots.Length);
        Assert.False(book.HasRoomFor(1));
        Assert.True(book.HasRoomFor(0));
        Assert.Throws<InvariantException>(() => book.Apply(TopUp("1", "more"), 2_000, Noon));
    }

    [Theory]
    [InlineData(10, 56, true)]
    [InlineData(11, 56, false)]
    [InlineData(10, 57, false)]
    public void A_lot_has_a_bounded_number_of_services_and_a_bounded_name(int services, int letters, bool isTaken)
    {
        var names = Enumerable.Range(0, services).Select(i => new ServiceName($"service-{i}")).ToArray();
        var fact = Voucher("1", new string('x', letters), null, names);
        Assert.Equal(letters + 8, fact.Cause.Length);

        if (isTaken) Assert.Single(Book(fact).ToState().Lots);
        else Assert.Throws<InvariantException>(() => Book(fact));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(TimeSpan.TicksPerDay - 1, true)]
    [InlineData(TimeSpan.TicksPerDay, false)]
    public void A_lot_counts_for_the_balance_from_its_first_instant_to_its_last(long ticks, bool isCounted)
    {
        var book = Book(new MovementFact.VoucherGranted("r", "v", Usd("5"), Noon, Noon.AddDays(1), []));

        book.Apply(new MovementFact.ThresholdsSet(true, [Usd("3")]), 3, Noon.AddTicks(ticks));

        Assert.Equal(isCounted, Assert.Single(book.ToState().LowBalance!.Thresholds).IsArmed);
    }

    [Fact]
    public void A_line_of_one_payer_names_that_payer_and_is_not_late()
    {
        var line = Line(Book(Voucher("10", "r"), TopUp("10")), "5");

        Refused(line with { Legs = [new(FundKind.TopUp, new("topup:pay-1"), line.Billed, line.Amount)] });
        Refused(line with { Legs = [line.Legs[0] with { Kind = FundKind.TopUp }] });
        Refused(line with { IsLate = true });

        void Refused(RatedLine wrong) => RefusedAs("I8", Book(Voucher("10", "r"), TopUp("10")), wrong);
    }

    [Fact]
    public void What_was_drawn_before_the_funds_changed_is_not_due_any_more()
    {
        var granted = Book(TopUp("10"));
        var before = Line(granted, "5");
        granted.Apply(Voucher("1"), 8, Noon);
        RefusedAs("I8", granted, before);

        var taken = Book(Voucher("6", "r"), TopUp("10"));
        var once = Line(taken, "5");
        taken.Apply(once, Noon);
        RefusedAs("I8", taken, once with { TierStart = Quantity.Of(1) });

        var until = Noon.AddDays(1);
        var ended = Book(Voucher("6", "r", until), TopUp("10"));
        var late = Line(ended, "5");
        var due = until + Expiry.Grace;
        ended.Apply(new MovementFact.LotExpired(new("voucher:r"), LotKind.Voucher, Usd("6"), until), 9, due);
        RefusedAs("I8", ended, late);
    }

    [Fact]
    public void What_was_drawn_before_a_lot_got_something_back_is_not_due_any_more()
    {
        var book = Book(TopUp("5"));
        var taken = Line(book, "4");
        book.Apply(taken, Noon);
        var drawn = Line(book, "2") with { TierStart = Quantity.Of(1) };
        Assert.Equal([FundKind.TopUp, FundKind.Debt], drawn.Legs.Select(leg => leg.Kind));
        var usage = ReversedUsage.Of(new(LedgerKeys.DayOf(Noon), 3, 0), taken, new Dictionary<LotId, CoverTerms>());
        book.Apply(new MovementFact.UsageReversed(usage, new(ReversalKind.Void, "v", Noon), []), 4, Noon);

        RefusedAs("I8", book, drawn with { TierStart = Quantity.Zero });
    }

    /// <summary>The state alone tells: a fund that the sweep has cleared away marks no line.</summary>
    [Fact]
    public void A_line_is_paid_by_the_same_fund_after_the_sweep_and_is_late_only_while_the_ended_fund_stands()
    {
        var until = Noon.AddDays(1);
        var due = until + Expiry.Grace;
        var book = Book(Voucher("6", "r", until), TopUp("10"));

        var before = book.Draw(Inference, Noon, due, Quantity.Of(1), Usd("5"));
        book.Apply(new MovementFact.LotExpired(new("voucher:r"), LotKind.Voucher, Usd("6"), until), 9, due);
        var after = book.Draw(Inference, Noon, due, Quantity.Of(1), Usd("5"));

        Assert.Equal(before.Legs, after.Legs.AsEnumerable());
        Assert.Equal((true, false), (before.IsLate, after.IsLate));
    }

    [Fact]
    public void A_lot_expires_whole_when_its_end_and_the_grace_are_over()
    {
        var until = Noon.AddDays(10);
        var due = until + Expiry.Grace;
        var expired = new MovementFact.LotExpired(new("voucher:r"), LotKind.Voucher, Usd("5"), until);

        Refused(expired, due.AddTicks(-1));
        Refused(expired with { Until = until.AddTicks(-1) }, due);
        Refused(expired with { Amount = Usd("4") }, due);
        Refused(expired with { Kind = LotKind.TopUp }, due);
        Refused(expired with { Lot = new("voucher:other") }, due);
        var book = Shelf();
        book.Apply(expired, 9, due);
        Assert.Equal(["topup:pay-1"], book.ToState().Lots.Select(lot => lot.Id.Value));

        void Refused(MovementFact fact, DateTimeOffset time) =>
            Assert.StartsWith(
                "I7", Assert.Throws<InvariantException>(() => Shelf().Apply(fact, 9, time)).Message,
                StringComparison.Ordinal);

        AccountBook Shelf() => Book(Voucher("5", "r", until), TopUp("1"));
    }

    private static RatedLine Line(AccountBook book, string amount) => new(
        "s", "id", Noon, Inference, InputTokens, "", "", "p@1", Quantity.Zero, Quantity.Of(1), Quantity.Of(1),
        Usd(amount), book.Draw(Inference, Noon, Noon, Quantity.Of(1), Usd(amount)).Legs, false);

    private static void RefusedAs(string rule, AccountBook book, RatedLine line) => Assert.StartsWith(
        rule, Assert.Throws<InvariantException>(() => book.Apply(line, Noon)).Message, StringComparison.Ordinal);

    private static AccountBook Book(params MovementFact[] facts)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        for (var i = 0; i < facts.Length; i++) book.Apply(facts[i], i + 2, Noon);
        return book;
    }
}
