using Azure;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>Each storage call of a sweep, and of what it races with, goes wrong in each way.</summary>
public sealed class ExpirySweepTests(Azurite azurite)
{
    private static readonly DateTimeOffset Until = Noon.AddDays(10);
    private static readonly DateTimeOffset Due = Until + Expiry.Grace;

    [Fact]
    public async Task Credit_expires_once_wherever_a_sweep_breaks()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var world = await TimerWorld.Open(azurite);
            var account = await Ending(world);
            world.Clock.SetUtcNow(Due.AddSeconds(1));
            var broken = await world.Another(plan);
            await Attempt(() => SweepMarks(world, broken));

            world.Clock.Advance(TimeSpan.FromMinutes(11));
            await world.Sweep();

            Assert.Equal("[topup:pay-1 1] 5 movements", await world.Standing(account));
            Assert.Equal(0, await world.DueMarks(Noon.AddYears(1)));
        });
        Assert.Equal(27, tried);
    }

    [Fact]
    public async Task Credit_that_ends_is_found_wherever_the_commit_that_brings_it_breaks()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var world = await TimerWorld.Open(azurite);
            var account = Account("crash-mark");
            var broken = await world.Another(plan);
            await Attempt(() => broken.Commit(account, Granted));
            await world.Commit(account, Granted);

            world.Clock.SetUtcNow(Due.AddSeconds(1));
            await world.Sweep();

            Assert.Equal("[topup:pay-1 1] 5 movements", await world.Standing(account));
        });
        Assert.Equal(27, tried);
    }

    /// <summary>Whoever commits first, nothing is spent twice: what usage took is not posted as forfeited.</summary>
    [Fact]
    public async Task A_sweep_that_races_with_usage_and_with_a_grant_loses_nothing()
    {
        for (var round = 0; round < 12; round++)
        {
            var world = await TimerWorld.Open(azurite);
            var account = await Ending(world);
            var usage = Enumerable.Range(0, 4).Select(i => world.Commit(account, head => Spending(
                head.State, Usd("0.5"), head.TimeOf(Due.AddTicks(-1)), $"event-{i}", Until.AddHours(-1)))).ToList();
            world.Clock.SetUtcNow(Due.AddSeconds(1));
            var grants = Enumerable.Range(0, 3).Select(i =>
                world.Commit(account, Voucher("2", $"new-{i}", Due.AddDays(9)))).ToList();

            await Task.WhenAll([.. usage, .. grants, world.Sweep(), (await world.Another()).Sweep()]);
            await world.Sweep();

            await world.Standing(account);
            var state = (await world.Ledger.Load(account, default)).State;
            var forfeited = await world.Bare.FindOnce(account, ExpirySweep.OnceKind, "voucher:r1", default);
            var left = state.Lots.Sum(lot => lot.Remaining.Units) - state.DebtUnits;
            Assert.Equal(Usd("10").Units - Usd("2").Units, left + Usd(forfeited?.Answer ?? "0").Units);
            Assert.DoesNotContain(state.Lots, lot => lot.Id.Value == "voucher:r1");
        }
    }

    /// <summary>The commit takes ten minutes; its worker's clock is slow, and the sweeper's is fast.</summary>
    [Fact]
    public async Task Credit_that_ended_is_found_although_the_clocks_of_its_commit_and_of_the_sweep_are_far_apart()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("skewed-sweep"));
        world.Clock.SetUtcNow(Due.AddDays(1));
        var opened = Entry(Opened(), TopUp("1"), Voucher("3", "r1", Until)) with { Time = Due.AddSeconds(-1) };
        var plan = CommitPlan.Of(AccountHead.New(account), opened, []);
        await world.Expiries.Mark(
            account, AccountState.Empty, plan.Next.State, world.Clock.GetUtcNow() - LedgerTime.MaxClockError, default);
        world.Clock.Advance(LedgerTime.MaxClockError);
        await world.Sweep();
        world.Clock.Advance(LedgerMarks.CommitPatience - TimeSpan.FromTicks(1));
        await world.Sweep();

        await world.Bare.Commit(AccountHead.New(account), opened, [], default);
        world.Clock.Advance(TimeSpan.FromTicks(1));
        await world.Sweep();

        Assert.Equal("[topup:pay-1 1] 5 movements", await world.Standing(account));
        Assert.Equal(0, await world.DueMarks(Noon.AddYears(1)));
    }

    private static LedgerEntry? Granted(AccountHead head) =>
        head.State.IsOpen ? null : Entry(Opened(), TopUp("1"), Voucher("3", "r1", Until));

    private static async Task<AccountId> Ending(TimerWorld world)
    {
        var account = Account("crash-sweep");
        await world.Commit(account, Granted);
        return account;
    }

    /// <summary>Sweeps by the one bucket that has a mark, so that each storage call is about it.</summary>
    private static async Task SweepMarks(TimerWorld clean, TimerWorld broken)
    {
        var sweep = new ExpirySweep(broken.Desk(), broken.Expiries, broken.Clock);
        foreach (var bucket in ExpiryTable.Buckets)
            await foreach (var mark in clean.Expiries.Due(bucket, clean.Clock.GetUtcNow(), default))
                await sweep.Sweep(mark, default);
    }

    private static async Task Attempt(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (
            fault is RequestFailedException or OperationCanceledException or ProcessKilledException)
        {
            // The timer saw a failure and runs again.
        }
    }
}
