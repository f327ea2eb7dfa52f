using System.Collections.Immutable;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class GivenBackTests
{
    private static readonly LotId Plan = new(SomeCover.Activated().Cause);

    /// <summary>One line, what happened since, and the sides of the reversal.</summary>
    private const string Cases =
        """
        case                        | voucher | top-up | line | then     | sides
        a top-up gets it back       | 0       | 10     | 4    | -        | revenue -4, top-up 4
        a used-up top-up reopens    | 0       | 4      | 4    | -        | revenue -4, top-up 4
        each fund its part          | 3       | 4      | 9    | -        | revenue -9, voucher 3, top-up 4, debt 2
        debt shrinks                | 0       | 4      | 9    | -        | revenue -9, top-up 4, debt 5
        a settled debt is credit    | 0       | 4      | 9    | top-up 6 | revenue -9, top-up 9
        a debt that is settled half | 0       | 4      | 9    | top-up 2 | revenue -9, top-up 6, debt 3
        later debt is settled first | 0       | 10     | 4    | line 7   | revenue -4, top-up 3, debt 1
        no voucher settles a debt   | 3       | 0      | 2    | line 4   | revenue -2, voucher 2
        """;

    [Fact]
    public void Each_fund_gets_back_what_it_paid_and_debt_is_settled_first()
    {
        foreach (var row in TextTable.Rows(Cases))
        {
            var book = Book(row["voucher"], row["top-up"]);
            var line = Charge(book, row["line"]);
            if (row["then"].Split(' ') is ["line", var used]) Charge(book, used);
            if (row["then"].Split(' ') is ["top-up", var paid]) book.Apply(TopUp(paid, "pay-9"), 9, Noon);

            var (before, sides) = (book.Sums(), GiveBack(book, line, Noon));

            Assert.Equal((row["case"], row["sides"]), (row["case"], sides));
            var after = book.Sums();
            var gained = after.TopUp + after.Voucher - after.Debt - before.TopUp - before.Voucher + before.Debt;
            Assert.Equal(line.Amount.Units, gained);
            Assert.True(after.Debt == 0 || after.TopUp == 0, $"{row["case"]}: debt beside top-up credit");
        }
    }

    [Theory]
    [InlineData(-1, "revenue -2, voucher 2")]
    [InlineData(0, "revenue -2, breakage 2")]
    [InlineData(1, "revenue -2, breakage 2")]
    public void What_an_ended_voucher_paid_is_forfeited_once_its_grace_is_over_swept_or_not(long ticks, string sides)
    {
        foreach (var isUsedUp in new[] { true, false })
        {
            var book = Book(isUsedUp ? "2" : "5", "0");
            var line = Charge(book, "2");

            Assert.Equal(sides, GiveBack(book, line, Noon.AddDays(60).Add(Expiry.Grace).AddTicks(ticks)));
        }
    }

    [Fact]
    public void A_lot_that_was_used_up_stands_where_it_stood_with_its_old_terms()
    {
        var book = Book("3", "4");
        var before = book.ToState().Lots;
        var line = Charge(book, "7");
        Assert.Empty(book.ToState().Lots);

        GiveBack(book, line, Noon);

        Assert.Equal(before.Select(lot => lot.ToString()), book.ToState().Lots.Select(lot => lot.ToString()));
    }

    [Fact]
    public void The_months_counter_goes_back_by_what_the_line_counted()
    {
        var book = Book("0", "10");
        var (first, second) = (Charge(book, "1"), Charge(book, "2"));

        GiveBack(book, first, Noon);

        Assert.Equal("1", book.TierStart(Inference, InputTokens, Noon).ToString());
        GiveBack(book, second, Noon);
        Assert.Equal("0", book.TierStart(Inference, InputTokens, Noon).ToString());
    }

    [Theory]
    [InlineData(-1, "revenue -3, plan 3", "10", "5")]
    [InlineData(0, "revenue -3, breakage 3", "7", "2")]
    public void A_cover_regains_total_and_quota_until_its_grace_is_over(
        long ticks, string sides, string total, string quota)
    {
        var book = Covered("10", SomeCover.MoneyQuota("5"));
        var line = Charge(book, "3", Plan);

        Assert.Equal(sides, GiveBack(book, line, Noon.AddDays(15).Add(Expiry.Grace).AddTicks(ticks)));

        var cover = Assert.Single(book.ToState().Covers);
        Assert.Equal((Usd(total), Usd(quota)), (cover.Remaining, cover.Quotas[0].Money!.Value));
    }

    [Fact]
    public void A_cover_that_was_exhausted_stays_exhausted_and_one_that_is_gone_gets_nothing_back()
    {
        var book = Covered("3");
        var line = Charge(book, "3", Plan);
        Assert.Equal("revenue -3, plan 3", GiveBack(book, line, Noon));
        var cover = Assert.Single(book.ToState().Covers);
        Assert.Equal((Usd("3"), true), (cover.Remaining, cover.IsExhausted));

        var other = Covered("3");
        var paid = Charge(other, "3", Plan);
        other.Apply(new MovementFact.CoverExpired(Plan, Usd("0")), 9, Noon);
        Assert.Equal("revenue -3, breakage 3", GiveBack(other, paid, Noon));
    }

    private static AccountBook Book(string voucher, string topUp)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        if (voucher != "0") book.Apply(Voucher(voucher), 2, Noon);
        if (topUp != "0") book.Apply(TopUp(topUp), 3, Noon);
        return book;
    }

    private static AccountBook Covered(string total, params CoverQuota[] quotas)
    {
        var book = Book("0", "0");
        book.Apply(SomeCover.Activated(SomeCover.Terms(total, null, quotas)), 2, Noon);
        return book;
    }

    private static RatedLine Charge(AccountBook book, string amount, LotId? plan = null)
    {
        var (one, cost) = (Quantity.Of(1), Usd(amount));
        var legs = plan is { } fund
            ? [new(FundKind.Plan, fund, one, cost)]
            : book.Draw(Inference, Noon, Noon, one, cost).Legs;
        var line = new RatedLine(
            "s", "id", Noon, Inference, InputTokens, "", "", "p@1", book.TierStart(Inference, InputTokens, Noon), one,
            one, cost, legs, false);
        book.Apply(line, Noon);
        return line;
    }

    /// <summary>Gives a line back and says the sides of it.</summary>
    private static string GiveBack(AccountBook book, RatedLine line, DateTimeOffset time)
    {
        var covers = new Dictionary<LotId, CoverTerms> { [Plan] = SomeCover.Terms() };
        ImmutableArray<Lot> terms =
            [LotOrigin.Of(Voucher("1"), 2)!, LotOrigin.Of(TopUp("1"), 3)!];
        var gone = terms.Where(lot => line.Legs.Any(leg => leg.Fund == lot.Id) && !book.Holds(lot.Id));
        var id = new LineId(LedgerKeys.DayOf(Noon), 7, 0);
        var fact = new MovementFact.UsageReversed(
            ReversedUsage.Of(id, line, covers), new(ReversalKind.Void, "v", Noon), [.. gone]);
        var stored = MovementJson.Read(MovementJson.Write(fact, Postings.Of(fact, book, 20, time)));
        book.Apply(stored.Fact, 20, time);
        return string.Join(", ", stored.Postings.Select(side =>
            $"{side.Account.Replace("customer:", "").Split(':')[0]} {side.Amount.ToDecimalString()}"));
    }
}
