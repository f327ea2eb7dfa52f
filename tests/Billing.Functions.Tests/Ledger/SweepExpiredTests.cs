using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Microsoft.Extensions.Logging;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class SweepExpiredTests(Azurite azurite)
{
    private static readonly DateTimeOffset Until = Noon.AddDays(10);

    /// <summary>Expired at the very tick at which the grace is over, wherever in a second that is.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000_000)]
    [InlineData(9_999_999)]
    public async Task Credit_leaves_the_account_when_its_grace_is_over_and_no_tick_before(long ticks)
    {
        var world = await TimerWorld.Open(azurite);
        var (account, until) = (Account("ends"), Until.AddTicks(ticks));
        await world.Commit(account, Opened(), Voucher("3", "r1", until), TopUp("1"));

        (int Late, string Expected)[] cases =
            [(-1, "[voucher:r1 3, topup:pay-1 1] 4"), (0, "[topup:pay-1 1] 5"), (1, "[topup:pay-1 1] 5")];
        foreach (var (late, expected) in cases)
        {
            world.Clock.SetUtcNow(until.Add(Expiry.Grace).AddTicks(late));
            await world.Sweep();
            Assert.Equal($"{expected} movements", await world.Standing(account));
        }
    }

    /// <summary>The second of a mark ends while the account is looked at: something of it was not due yet.</summary>
    [Fact]
    public async Task A_mark_whose_second_ends_during_the_sweep_stays_for_the_next_one()
    {
        var world = await TimerWorld.Open(azurite);
        var (account, until) = (Account("slow"), Until.AddMilliseconds(900));
        await world.Commit(account, Opened(), Voucher("3", "r1", until), TopUp("1"));
        world.Clock.SetUtcNow(Until + Expiry.Grace + TimeSpan.FromMilliseconds(500));
        var mark = await world.DueMark(world.Clock.GetUtcNow());

        world.Clock.AutoAdvanceAmount = TimeSpan.FromMilliseconds(600);
        await new ExpirySweep(world.Desk(), world.Expiries, world.Clock).Sweep(mark, default);
        world.Clock.AutoAdvanceAmount = TimeSpan.Zero;
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Sweep();

        Assert.Equal("[topup:pay-1 1] 5 movements", await world.Standing(account));
    }

    [Fact]
    public async Task What_was_spent_does_not_expire_and_a_lot_that_is_used_up_leaves_nothing_to_post()
    {
        var world = await TimerWorld.Open(azurite);
        var account = Account("spent");
        await world.Commit(account, Opened(), Voucher("3", "r1", Until), Voucher("2", "r2", Until.AddDays(1)));
        await world.Spend(account, "4", "all of one, half of the other");

        world.Clock.SetUtcNow(Until.AddDays(30));
        await world.Sweep();

        Assert.Equal("[] 5 movements", await world.Standing(account));
        var posted = (await world.Bare.FindOnce(account, ExpirySweep.OnceKind, "voucher:r2", default))!;
        Assert.Equal("1", posted.Answer);
        Assert.Null(await world.Bare.FindOnce(account, ExpirySweep.OnceKind, "voucher:r1", default));
        Assert.Equal(0, await world.DueMarks(Noon.AddYears(1)));
    }

    [Fact]
    public async Task Sweeping_again_or_at_once_by_two_posts_once()
    {
        var world = await TimerWorld.Open(azurite);
        var other = await world.Another();
        var accounts = Enumerable.Range(0, 6).Select(_ => Account("twice")).ToList();
        foreach (var account in accounts) await world.Commit(account, Opened(), Voucher("3", "r1", Until));
        world.Clock.SetUtcNow(Until.AddDays(4));

        await Task.WhenAll(world.Sweep(), other.Sweep());
        await world.Sweep();

        foreach (var account in accounts) Assert.Equal("[] 4 movements", await world.Standing(account));
    }

    [Fact]
    public async Task More_credit_than_one_commit_can_hold_leaves_in_several()
    {
        var world = await TimerWorld.Open(azurite);
        var account = Account("many");
        await world.Commit(account, Opened());
        foreach (var some in Enumerable.Range(0, 90).Chunk(45))
            await world.Commit(account, [.. some.Select(i => Voucher("1", $"r{i}", Until.AddSeconds(i % 7)))]);
        world.Clock.SetUtcNow(Until.AddDays(4));

        await world.Sweep();

        Assert.Equal("[] 182 movements", await world.Standing(account));
        Assert.Equal(0, await world.DueMarks(Noon.AddYears(1)));
    }

    [Fact]
    public async Task An_account_that_cannot_be_swept_does_not_hold_up_the_others()
    {
        var world = await TimerWorld.Open(azurite);
        var (stuck, well) = (Account("stuck"), Account("well"));
        foreach (var account in new[] { stuck, well }) await world.Commit(account, Opened(), Voucher("3", "r1", Until));
        var head = (await world.Bare.Rows.GetEntityAsync<Azure.Data.Tables.TableEntity>(
            LedgerKeys.Partition(stuck), LedgerKeys.Head(stuck))).Value;
        head["State0"] = new byte[] { 9 };
        await world.Bare.Rows.UpdateEntityAsync(head, head.ETag);
        world.Clock.SetUtcNow(Until.AddDays(4));

        await world.Sweep();

        Assert.Equal("[] 4 movements", await world.Standing(well));
        var failed = Assert.Single(world.Log.Entries, entry => entry.Level == LogLevel.Error);
        Assert.Contains(stuck.Value, failed.Text, StringComparison.Ordinal);
        Assert.Equal(1, await world.DueMarks(Noon.AddYears(1)));
    }

    [Fact]
    public async Task Credit_from_before_there_were_marks_is_found_after_the_next_commit_or_audit()
    {
        var world = await TimerWorld.Open(azurite);
        var (used, idle) = (Account("old-used"), Account("old-idle"));
        foreach (var account in new[] { used, idle })
            await world.Bare.Commit(AccountHead.New(account), Entry(Opened(), Voucher("3", "r1", Until)), [], default);
        Assert.Equal(0, await world.DueMarks(Noon.AddYears(1)));
        await WithoutTime(world, used);

        await world.Spend(used, "1", "later");
        var audit = await new LedgerAuditor(world.Ledger, world.Clock).Audit(idle, default);

        Assert.True(audit.Ok);
        Assert.Equal(2, await world.DueMarks(Noon.AddYears(1)));
        world.Clock.SetUtcNow(Until.AddDays(4));
        await world.Sweep();
        Assert.StartsWith("[] ", await world.Standing(used), StringComparison.Ordinal);
        Assert.StartsWith("[] ", await world.Standing(idle), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_stays_while_the_commit_that_it_was_set_for_may_be_on_its_way()
    {
        var world = await TimerWorld.Open(azurite);
        var account = Account("slow");
        world.Clock.SetUtcNow(Until.AddDays(4));
        var granted = new AccountState(
            Billing.Money.Currency.Usd, "UTC", 0,
            [new(new("voucher:r1"), LotKind.Voucher, Usd("3"), Noon, Until, [], 2)],
            AccountState.Empty.Tiers);
        await world.Expiries.Mark(account, AccountState.Empty, granted, world.Clock.GetUtcNow(), default);

        await world.Sweep();
        await world.Bare.Commit(AccountHead.New(account), Entry(Opened(), Voucher("3", "r1", Until)), [], default);
        world.Clock.Advance(LedgerMarks.MarkPatience);
        await world.Sweep();

        Assert.Equal("[] 4 movements", await world.Standing(account));
        Assert.Equal(0, await world.DueMarks(Noon.AddYears(1)));
    }

    /// <summary>As builds left the head that had no marks.</summary>
    private static async Task WithoutTime(TimerWorld world, AccountId account)
    {
        var head = (await world.Bare.Rows.GetEntityAsync<Azure.Data.Tables.TableEntity>(
            LedgerKeys.Partition(account), LedgerKeys.Head(account))).Value;
        Assert.True(head.Remove("Time"));
        await world.Bare.Rows.UpdateEntityAsync(head, head.ETag, Azure.Data.Tables.TableUpdateMode.Replace);
    }
}
