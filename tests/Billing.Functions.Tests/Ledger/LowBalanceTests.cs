using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class LowBalanceTests(Azurite azurite)
{
    /// <summary>
    /// Each step is a commit: +n a top-up, -n usage, =a,b thresholds.
    /// After the arrow what was raised, by threshold.
    /// </summary>
    [Theory]
    [InlineData("=5 +10 -4 -2 -1", "5@4")]
    [InlineData("=5 +10 -5", "")]
    [InlineData("=5 +10 -6 +3 -3", "5@4 5@4")]
    [InlineData("=5 +10 -6 +0.5 -1", "5@4")]
    [InlineData("=5 +10 -6 +1 -1", "5@4 5@4")]
    [InlineData("=5,2,1 +10 -9.5", "5@0.5 2@0.5 1@0.5")]
    [InlineData("=5,2 +10 -6 -3 +2 -2 +9 -9", "5@4 2@1 2@1 5@1 2@1")]
    [InlineData("=5 +10 -12", "5@-2")]
    [InlineData("+10 -6 =5 -1 +9 -9", "5@3")]
    [InlineData("=5 +10 -6 =5,3 -2", "5@4 3@2")]
    [InlineData("=5 +10 -6 = -1 =5 -1", "5@4")]
    [InlineData("=5 +10 -6 =3 -2 =5,3 +9 -9", "5@4 3@2 5@2 3@2")]
    [InlineData("-3 =5 -1 +20 -15", "5@1")]
    public void Each_threshold_is_told_once_and_again_only_after_a_credit_has_lifted_the_balance(
        string steps, string told)
    {
        var (book, raised, seq) = (AccountBook.From(AccountState.Empty), new List<string>(), 0);
        book.Apply(Opened(), ++seq, Noon);
        foreach (var step in steps.Split(' '))
        {
            var number = step[1..];
            if (step[0] == '+') book.Apply(TopUp(number, $"p{++seq}"), seq, Noon);
            if (step[0] == '=') book.Apply(Set(number.Split(',')), ++seq, Noon);
            if (step[0] == '-')
                book.Apply(Spending(book.ToState(), Usd(number), Noon, $"e{++seq}").Lines[0], Noon);
            raised.AddRange(book.EndCommit(Noon).Select(Say));
            book = AccountBook.From(StateCodec.Decode(StateCodec.Encode(book.ToState())));
        }
        Assert.Equal(told, string.Join(' ', raised));
    }

    [Fact]
    public void Two_sets_of_thresholds_are_the_same_when_all_that_they_say_is()
    {
        var limits = new LowBalance(true, [new(5, true), new(2, false)]);

        Assert.Equal(limits, new LowBalance(true, [new(5, true), new(2, false)]));
        Assert.Equal(limits.GetHashCode(), new LowBalance(true, [new(5, true), new(2, false)]).GetHashCode());
        Assert.NotEqual(limits, limits with { IsChosen = false });
        Assert.NotEqual(limits, limits with { Thresholds = [new(5, true)] });
        Assert.NotEqual(limits, limits with { Thresholds = [new(5, true), new(2, true)] });
        Assert.NotEqual(limits, limits with { Thresholds = [new(5, true), new(3, false)] });
        Assert.False(limits.Equals(null));
    }

    [Fact]
    public void Credit_that_has_ended_or_has_not_begun_is_in_no_balance()
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        book.Apply(Set("5"), 2, Noon);
        book.Apply(Voucher("9", "r1", Noon.AddDays(1)), 3, Noon);
        Assert.Empty(book.EndCommit(Noon));

        Assert.Equal("5@0", Say(Assert.Single(book.EndCommit(Noon.AddDays(1)))));
        Assert.Empty(book.EndCommit(Noon.AddDays(2)));
    }

    [Theory]
    [InlineData("5 5")]
    [InlineData("1 5")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("6 5 4 3 2 1")]
    public void Thresholds_that_are_none_are_refused(string amounts)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        Assert.Throws<InvariantException>(() => book.Apply(Set(amounts.Split(' ')), 2, Noon));
    }

    [Fact]
    public async Task What_a_commit_raises_is_written_with_it_and_found_again_by_the_audit()
    {
        var world = await TimerWorld.Open(azurite);
        var account = Account("low");
        await world.Commit(account, Opened(), TopUp("10"));
        await world.Spend(account, "9.5", "big");

        var rows = await world.Outbox.Waiting(account, default);

        Assert.Equal(["5@0.5", "1@0.5"], rows.Select(row => Say(OutboxTable(account, row))));
        Assert.Equal("[topup:pay-1 0.5] 3 movements", await world.Standing(account));
        await world.Outbox.Remove(rows[0], default);
        Assert.Equal("[topup:pay-1 0.5] 3 movements", await world.Standing(account));
    }

    [Fact]
    public async Task An_account_that_never_chose_keeps_the_defaults_that_it_met_first()
    {
        var world = await TimerWorld.Open(azurite);
        var (fresh, old, chose) = (Account("fresh"), Account("old"), Account("chose"));
        await world.Commit(fresh, Opened(), TopUp("10"));
        await world.Bare.Commit(AccountHead.New(old), Opening("10"), [], default);
        await world.Spend(old, "6", "first commit that knows of defaults");
        await world.Commit(chose, Opened(), Set("3"), TopUp("10"));
        await world.Spend(chose, "6", "above three");

        Assert.Equal("False 5:True 1:True", await Limits(world, fresh));
        Assert.Equal("False 5:False 1:True", await Limits(world, old));
        Assert.Equal("True 3:True", await Limits(world, chose));
        Assert.Single(await world.Outbox.Waiting(old, default));
        Assert.Empty(await world.Outbox.Waiting(chose, default));
    }

    private static MovementFact.ThresholdsSet Set(params string[] amounts) =>
        new(true, [.. amounts.Where(text => text.Length > 0).Select(Usd)]);

    private static OutboxFact OutboxTable(AccountId account, Azure.Data.Tables.TableEntity row) =>
        Billing.Notices.OutboxTable.Read(account, row).Fact;

    private static string Say(OutboxFact fact)
    {
        Assert.Equal(RaisedFacts.LowBalance, fact.Kind);
        var body = JsonDocument.Parse(fact.Body).RootElement;
        return $"{body.GetProperty("threshold").GetString()}@{body.GetProperty("balance").GetString()}";
    }

    private static async Task<string> Limits(TimerWorld world, AccountId account)
    {
        var limits = (await world.Ledger.Load(account, default)).State.LowBalance!;
        var each = limits.Thresholds.Select(
            it => $"{new Amount(it.Units, Currency.Usd).ToDecimalString()}:{it.IsArmed}");
        return $"{limits.IsChosen} {string.Join(' ', each)}";
    }
}
