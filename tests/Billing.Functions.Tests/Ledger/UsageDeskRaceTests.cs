using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class UsageDeskRaceTests(Azurite azurite)
{
    private static readonly DateOnly Today = LedgerKeys.DayOf(Noon);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_loses_every_race_waits_before_each_further_attempt_and_is_told_to_come_again()
    {
        var (table, account, clock) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account(), new Waits());
        await table.Commit(AccountHead.New(account), Opening(), [], Stop);
        var attempts = 0;

        await Assert.ThrowsAsync<LedgerBusyException>(() => Desk(table, clock).Decide(
            account, [Today], async (head, _, stop) =>
            {
                Assert.Equal(attempts++, clock.Count);
                await table.Commit(head, Entry(TopUp("1", $"other-{attempts}")), [], stop);
                return new Decision<bool>(true, SomeLedger.Usage(head.State, 1));
            }, Stop));

        Assert.Equal((LedgerDesk.MaxAttempts, LedgerDesk.MaxAttempts - 1), (attempts, clock.Count));
    }

    [Fact]
    public async Task What_was_read_for_a_decision_that_changes_nothing_is_kept_but_not_for_one_made_afresh()
    {
        var (account, plan) = (Account(), new FaultPlan());
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name, plan));
        await table.Commit(AccountHead.New(account), Opening(), [], Stop);
        var desk = Desk(table, TimeProvider.System);

        Assert.Equal(1, await Calls(() => desk.Decide(account, [Today], Nothing, Stop)));
        Assert.Equal(0, await Calls(() => desk.Decide(account, [Today], Nothing, Stop)));
        Assert.Equal(1, await Calls(() => desk.DecideAfresh(account, [Today], Nothing, Stop)));
        Assert.Equal(0, await Calls(() => desk.Decide(account, [Today], Nothing, Stop)));
        Assert.Equal(1, await Calls(() => desk.Decide(account, [Today.AddDays(1)], Nothing, Stop)));

        async Task<int> Calls(Func<Task> act)
        {
            var before = plan.Calls;
            await act();
            return plan.Calls - before;
        }
    }

    private static Task<Decision<bool>> Nothing(AccountHead head, UsageIds ids, CancellationToken stop) =>
        Task.FromResult(new Decision<bool>(true));

    private static UsageDesk Desk(LedgerTable table, TimeProvider clock) =>
        new(table, new HotAccounts(), clock, new Jitter(1));

    /// <summary>Counts how often somebody waits by it.</summary>
    private sealed class Waits : TimeProvider
    {
        public int Count { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Count++;
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
