using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class EndedCreditTests(Azurite azurite)
{
    [Fact]
    public async Task A_term_of_a_plan_leaves_as_credit_does()
    {
        var world = await TimerWorld.Open(azurite);
        var account = Account("term");
        var terms = Terms("10");
        await world.Commit(
            account, Opened(), TopUp("1"), Activated(terms), Activated(terms with { Until = null }, "p-2"));

        world.Clock.SetUtcNow(terms.Until!.Value.Add(Expiry.Grace).AddTicks(-1));
        await world.Sweep();
        Assert.Equal(2, (await world.Ledger.Load(account, default)).State.Covers.Length);
        world.Clock.Advance(TimeSpan.FromTicks(1));
        await world.Sweep();

        var left = (await world.Ledger.Load(account, default)).State.Covers;
        Assert.Equal("plan:p-2:1", Assert.Single(left).Id.Value);
        Assert.Equal("[topup:pay-1 1] 6 movements", await world.Standing(account));
    }

    [Fact]
    public void A_term_without_an_end_leaves_once_it_is_used_up()
    {
        var cover = Cover.Activate(new("plan:p-1:1"), Terms("10") with { Until = null }, 2);
        var state = AccountState.Empty with { Currency = Currency.Usd, Covers = [cover] };
        Assert.Empty(EndedCredit.Dues(state));
        Assert.Empty(EndedCredit.DueFacts(state, DateTimeOffset.MaxValue));

        var used = state with { Covers = [cover with { IsExhausted = true, Remaining = Usd("0.5") }] };
        Assert.Single(EndedCredit.Dues(used));
        Assert.Equal(
            [new MovementFact.CoverExpired(cover.Id, Usd("0.5"))], EndedCredit.DueFacts(used, Noon));
    }

    /// <summary>Nothing but the whole rest of a lot leaves, and not before its time.</summary>
    [Theory]
    [InlineData("red-1", LotKind.Voucher, "3", 0, 0, "")]
    [InlineData("red-1", LotKind.Voucher, "3", -1, 0, "I7 a lot expires when its end and the grace are over")]
    [InlineData("red-1", LotKind.Voucher, "3", 0, 1, "I7 a lot expires when its end and the grace are over")]
    [InlineData("red-1", LotKind.Voucher, "2.99", 0, 0, "I7 what expires of a lot is all that is left of it")]
    [InlineData("red-1", LotKind.TopUp, "3", 0, 0, "I7 what expires of a lot is all that is left of it")]
    [InlineData("red-2", LotKind.Voucher, "3", 0, 0, "I7 a lot that expires has something left")]
    public void A_lot_leaves_whole_and_in_its_time_or_not_at_all(
        string redemption, LotKind kind, string amount, long lateTicks, long untilTicks, string refusal)
    {
        var (book, until) = (AccountBook.From(AccountState.Empty), Noon.AddDays(1));
        book.Apply(Opened(), 1, Noon);
        book.Apply(Voucher("3", "red-1", until), 2, Noon);
        var fact = new MovementFact.LotExpired(
            new($"voucher:{redemption}"), kind, Usd(amount), until.AddTicks(untilTicks));

        var fault = Record.Exception(() => book.Apply(fact, 3, until.Add(Expiry.Grace).AddTicks(lateTicks)));

        Assert.StartsWith(refusal, fault?.Message ?? "", StringComparison.Ordinal);
        Assert.Equal(refusal.Length == 0, book.ToState().Lots.IsEmpty);
    }

    [Fact]
    public void The_end_of_time_has_no_day_after() =>
        Assert.Equal(DateTimeOffset.MaxValue, EndedCredit.DueAt(DateTimeOffset.MaxValue.AddHours(-1)));
}
