using System.Globalization;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>Credit that is taken back, given again or held, as tables of dollars.</summary>
public sealed class AccountBookPaymentsTests
{
    /// <summary>
    /// a and b are top-ups: + credited, - taken back, ^ given again, # so much held; u uses; v is a voucher of so much.
    /// </summary>
    [Theory]
    [InlineData("+a100 -a100", "top-up 0 debt 0 held 0 free 0")]
    [InlineData("+a100 -a40", "top-up 60 debt 0 held 0 free 60")]
    [InlineData("+a100 u30 -a100", "top-up 0 debt 30 held 0 free 0")]
    [InlineData("+a100 u100 -a100", "top-up 0 debt 100 held 0 free 0")]
    [InlineData("+a100 u30 -a100 +b50", "top-up 20 debt 0 held 0 free 20")]
    [InlineData("+a100 +b50 u30 -a100", "top-up 20 debt 0 held 0 free 20")]
    [InlineData("+a100 +b50 -b50", "top-up 100 debt 0 held 0 free 100")]
    [InlineData("+a100 +b50 u150 -a100 -b50", "top-up 0 debt 150 held 0 free 0")]
    [InlineData("v20 +a100 u120 -a100", "top-up 0 debt 100 held 0 free 0")]
    [InlineData("v20 +a100 -a100", "top-up 0 debt 0 held 0 free 20")]
    [InlineData("+a100 u30 -a100 ^a100", "top-up 70 debt 0 held 0 free 70")]
    [InlineData("+a100 -a100 u10 ^a100", "top-up 90 debt 0 held 0 free 90")]
    [InlineData("+a100 -a100 ^a100 -a100", "top-up 0 debt 0 held 0 free 0")]
    [InlineData("+a100 #a100", "top-up 100 debt 0 held 100 free 0")]
    [InlineData("+a100 u30 #a100", "top-up 70 debt 0 held 70 free 0")]
    [InlineData("+a100 u30 #a100 u10", "top-up 70 debt 10 held 70 free 0")]
    [InlineData("+a100 u30 #a100 u10 #a0", "top-up 60 debt 0 held 0 free 60")]
    [InlineData("+a100 #a40 u70", "top-up 40 debt 10 held 40 free 0")]
    [InlineData("+a100 #a40 u70 #a20", "top-up 30 debt 0 held 20 free 10")]
    [InlineData("+a100 +b50 #a100 u20", "top-up 130 debt 0 held 100 free 30")]
    [InlineData("+a100 #a100 -a100 #a0", "top-up 0 debt 0 held 0 free 0")]
    [InlineData("+a100 +b50 #b50 u100 -a100", "top-up 50 debt 100 held 50 free 0")]
    [InlineData("+a100 +b50 #b50 u100 -a100 #b0", "top-up 0 debt 50 held 0 free 0")]
    [InlineData("v20 +a100 #a100 u30", "top-up 100 debt 10 held 100 free 0")]
    public void Money_goes_back_from_its_own_top_up_then_from_others_then_it_is_debt(string steps, string expected)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        var seq = 1L;
        foreach (var step in steps.Split(' ')) Take(book, step, ++seq);

        var state = book.ToState();
        var sums = book.Sums();
        var free = state.Available(LotKind.TopUp, Noon) + state.Available(LotKind.Voucher, Noon) - state.Held;
        Assert.Equal(
            expected, $"top-up {Dollars(sums.TopUp)} debt {Dollars(sums.Debt)} held {Dollars(state.Held.Units)} free "
                + Dollars(free.Units));
        Assert.Equal(StateCodec.Encode(state), StateCodec.Encode(StateCodec.Decode(StateCodec.Encode(state))));
    }

    [Fact]
    public void What_is_held_of_a_used_up_lot_is_held_again_when_usage_is_given_back()
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        foreach (var step in (string[])["+a100", "u100", "#a100"]) Take(book, step, 2);
        Assert.True(book.ToState().Held.IsZero);

        Take(book, "^a25", 3);

        Assert.Equal(Usd("25"), book.ToState().Held);
    }

    [Theory]
    [InlineData("-a0")]
    [InlineData("^a0")]
    [InlineData("#a-1")]
    public void Nothing_is_no_movement(string step)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);

        Assert.Throws<InvariantException>(() => Take(book, step, 2));
    }

    [Theory]
    [InlineData("-a7")]
    [InlineData("^a7")]
    [InlineData("#a7")]
    public void A_movement_reads_as_it_was_written(string step)
    {
        var fact = Fact(step);

        Assert.Equal(fact, MovementJson.Read(MovementJson.Write(fact, [])).Fact);
        Assert.Equal("topup:a:3", fact.Cause);
    }

    /// <summary>Applies a step and holds its double entry against what it changed.</summary>
    private static void Take(AccountBook book, string step, long seq)
    {
        if (step[0] == 'u')
        {
            Use(book, Usd(step[1..]), $"event-{seq}");
            return;
        }
        var fact = Fact(step);
        var before = book.Sums();
        var postings = Postings.Of(fact, book, seq, Noon);

        book.Apply(fact, seq, Noon);

        var after = book.Sums();
        Assert.Equal(0, postings.Sum(posting => posting.Amount.Units));
        Assert.Equal(after.TopUp - before.TopUp, Posted(Postings.CustomerTopUp));
        Assert.Equal(before.Debt - after.Debt, Posted(Postings.CustomerDebt));
        Assert.True(after.Debt == 0 || Free(book) == 0, "Debt and top-up credit that can be used stand side by side");

        long Posted(string account) =>
            postings.Where(posting => posting.Account == account).Sum(posting => posting.Amount.Units);
    }

    private static long Free(AccountBook book) =>
        (book.ToState().Available(LotKind.TopUp, Noon) - book.ToState().Held).Units;

    private static MovementFact Fact(string step)
    {
        if (step[0] == 'v') return Voucher(step[1..]);
        var (payment, amount) = (step[1..2], Usd(step[2..]));
        return step[0] switch
        {
            '+' => new MovementFact.TopUpCredited(payment, "stripe", amount),
            '-' => new MovementFact.TopUpDebited(payment, 3, "stripe", DebitReason.Refund, amount),
            '^' => new MovementFact.TopUpReinstated(payment, 3, "stripe", amount),
            _ => new MovementFact.TopUpHeld(payment, 3, amount),
        };
    }

    private static string Dollars(long units) =>
        (units / Currency.Usd.UnitsPerMajor).ToString(CultureInfo.InvariantCulture);
}
