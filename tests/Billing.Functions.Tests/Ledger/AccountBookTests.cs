using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using CsCheck;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class AccountBookTests
{
    private static readonly ServiceName Training = new("fine-tuning");

    [Theory]
    [InlineData("1", "Voucher 1000000")]
    [InlineData("2", "Voucher 1000000")]
    [InlineData("5", "Voucher 400000, Voucher 600000")]
    [InlineData("6", "Voucher 333333, Voucher 500000, TopUp 166667")]
    [InlineData("16", "Voucher 125000, Voucher 187500, TopUp 625000, Debt 62500")]
    public void A_line_drains_the_scoped_voucher_then_the_open_one_then_the_top_up_then_debt(string amount, string legs)
    {
        var book = Book(Voucher("3", "open"), Voucher("2", "scoped", null, Inference), TopUp("10"));

        var drawn = book.Draw(Inference, Noon, Noon, Quantity.Of(1), Usd(amount)).Legs;

        Assert.Equal(legs, string.Join(", ", drawn.Select(leg => $"{leg.Kind} {leg.Quantity.Micros}")));
        Assert.Equal(Usd(amount).Units, drawn.Sum(leg => leg.Amount.Units));
    }

    [Theory]
    [InlineData(0, FundKind.Voucher)]
    [InlineData(-1, FundKind.Debt)]
    [InlineData(10 * TimeSpan.TicksPerDay - 1, FundKind.Voucher)]
    [InlineData(10 * TimeSpan.TicksPerDay, FundKind.Debt)]
    public void A_voucher_pays_from_its_first_instant_and_up_to_its_last(long ticks, FundKind kind)
    {
        var granted = new MovementFact.VoucherGranted("r", "v", Usd("5"), Noon, Noon.AddDays(10), []);

        var drawn = Book(granted).Draw(Inference, Noon.AddTicks(ticks), Noon, Quantity.Of(1), Usd("1"));

        Assert.Equal(kind, drawn.Legs[0].Kind);
    }

    [Fact]
    public void A_scoped_voucher_pays_for_no_other_service() =>
        Assert.Equal(FundKind.TopUp, Line(Book(Voucher("3", "a", null, Training), TopUp("1")), "1").Legs[0].Kind);

    [Fact]
    public void A_top_up_pays_for_events_of_any_time() =>
        Assert.Equal(FundKind.TopUp, Line(Book(TopUp("1")), "1", DateTimeOffset.UnixEpoch).Legs[0].Kind);

    [Theory]
    [InlineData("3", 2, 0, "clearing:vnpay -3, customer:debt 3")]
    [InlineData("5", 0, 0, "clearing:vnpay -5, customer:debt 5")]
    [InlineData("8", 0, 3, "clearing:vnpay -8, customer:debt 5, customer:top-up 3")]
    public void A_top_up_settles_debt_first(string amount, int debt, int left, string postings)
    {
        var book = Book();
        Charge(book, "5");
        var fact = TopUp(amount);
        var written = Postings.Of(fact, book.DebtUnits);

        book.Apply(fact, 9, Noon);

        var sums = book.Sums();
        Assert.Equal((Usd($"{left}").Units, Usd($"{debt}").Units), (sums.TopUp, sums.Debt));
        Assert.Equal(postings, string.Join(", ", written.Select(it => $"{it.Account} {it.Amount.ToDecimalString()}")));
    }

    [Fact]
    public void A_free_line_has_no_legs_and_costs_nobody()
    {
        var book = Book(TopUp("1"));

        Assert.Empty(book.Draw(Inference, Noon, Noon, Quantity.Of(5), Usd("0")).Legs);
    }

    [Fact]
    public void What_breaks_a_rule_is_not_applied()
    {
        var line = Line(Book(Voucher("3"), TopUp("10")), "5");
        var (first, last) = (line.Legs[0], line.Legs[1]);
        Refused("I8", line with { Legs = [last with { Amount = line.Amount, Quantity = line.Billed }] });
        Refused("I8", line with { Legs = [last, first] });
        Refused("I8", line with { Legs = [first, last with { Kind = FundKind.Debt, Fund = new("") }] });
        Refused("I3", line with { Legs = [first] });
        Refused("I3", line with { Amount = Usd("5.01") });
        Refused("I3", line with { Billed = Quantity.Of(2) });
        Refused("I9", line with { TierStart = Quantity.Of(1) });
        Refused("An account is opened once", Opened());
        Refused("A cause makes one lot", TopUp("7"));
        Refused("A credit is positive", TopUp("-1", "pay-2"));
        Refused("A credit is positive", new MovementFact.TopUpCredited("p", "g", Amount.OfMinor(5, Currency.Vnd)));
    }

    [Fact]
    public void Months_are_counted_in_the_accounts_time_zone_and_old_ones_are_forgotten()
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(new MovementFact.Opened(Currency.Usd, "Asia/Ho_Chi_Minh"), 1, Noon);
        string[] times =
            ["2026-01-31T16:59:59Z", "2026-01-31T17:00:00Z", "2026-05-10T00:00:00Z", "2026-06-01T00:00:00Z"];
        foreach (var time in times)
            Charge(book, "1", DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

        var months = book.ToState().Tiers.Select(tier => $"{tier.Key.Month} {tier.Value}");

        Assert.Equal(["202605 1", "202606 1"], months);
    }

    [Fact]
    public void Funds_are_conserved_and_drawn_in_order_whatever_comes() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 400], Gen.Int[0, 20], Gen.Bool).Array[1, 60].Sample(steps =>
        {
            var book = Book();
            var (granted, spent, seq) = (0L, 0L, 2L);
            foreach (var (kind, cents, days, isTraining) in steps)
            {
                var (amount, service) = (Amount.OfMinor(cents, Currency.Usd), isTraining ? Training : Inference);
                seq++;
                if (kind == 0) book.Apply(new MovementFact.TopUpCredited($"p{seq}", "vnpay", amount), seq, Noon);
                var (until, scope) = (Noon.AddDays(days + 1), isTraining ? new[] { Training } : []);
                var grant = new MovementFact.VoucherGranted($"r{seq}", "v", amount, Noon, until, [.. scope]);
                if (kind == 1) book.Apply(grant, seq, Noon);
                if (kind < 2) granted += amount.Units;
                if (kind >= 2) spent += Charge(book, amount.ToDecimalString(), Noon.AddDays(days), service);
            }
            var sums = book.Sums();
            Assert.Equal(granted - spent, sums.TopUp + sums.Voucher - sums.Debt);
            var bytes = StateCodec.Encode(book.ToState());
            Assert.Equal(bytes, StateCodec.Encode(AccountBook.From(book.ToState()).ToState()));
            Assert.Equal(bytes, StateCodec.Encode(StateCodec.Decode(bytes)));
        }, iter: 3_000);

    private static AccountBook Book(params MovementFact[] facts)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        for (var i = 0; i < facts.Length; i++) book.Apply(facts[i], i + 2, Noon);
        return book;
    }

    /// <summary>Charges it and checks, apart from the book's own rule, that no better fund was passed over.</summary>
    private static long Charge(
        AccountBook book, string amount, DateTimeOffset? time = null, ServiceName? service = null)
    {
        var line = Line(book, amount, time, service);
        var usable = book.ToState().Lots.Where(lot => lot.IsUsable(line.Time, line.Service)).ToList();
        var due = usable
            .TakeWhile((_, i) => usable.Take(i).Sum(lot => lot.Remaining.Units) < line.Amount.Units)
            .Select(lot => lot.Id);
        Assert.Equal(due, line.Legs.Where(leg => leg.Kind != FundKind.Debt).Select(leg => leg.Fund));
        book.Apply(line, Noon);
        return line.Amount.Units;
    }

    private static RatedLine Line(
        AccountBook book, string amount, DateTimeOffset? time = null, ServiceName? service = null)
    {
        var (at, by) = (time ?? Noon, service ?? Inference);
        return new(
            "s", "id", at, by, InputTokens, "", "", "p@1", book.TierStart(by, InputTokens, at),
            Quantity.Of(1), Quantity.Of(1), Usd(amount), book.Draw(by, at, Noon, Quantity.Of(1), Usd(amount)).Legs,
            false);
    }

    private static void Refused(string rule, RatedLine line) => Refused(rule, book => book.Apply(line, Noon));

    private static void Refused(string rule, MovementFact fact) => Refused(rule, book => book.Apply(fact, 9, Noon));

    private static void Refused(string rule, Action<AccountBook> apply)
    {
        var refusal = Assert.Throws<InvariantException>(() => apply(Book(Voucher("3"), TopUp("10"))));
        Assert.StartsWith(rule, refusal.Message, StringComparison.Ordinal);
    }
}
