using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class LedgerDeskTests(Azurite azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_race_is_decided_again_on_the_newer_head()
    {
        var (table, account) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account());
        var seen = new List<long>();

        await Desk(table).Decide(account, async (head, stop) =>
        {
            seen.Add(head.CommitNo);
            if (head.CommitNo == 0) await table.Commit(head, Opening("7"), [], stop);
            return new Decision<bool>(true, head.State.IsOpen ? Entry(TopUp("5", "pay-2")) : Opening());
        }, Stop);

        Assert.Equal([0, 1], seen);
        Assert.Equal(2, (await table.Load(account, Stop)).CommitNo);
    }

    [Fact]
    public async Task Who_loses_every_race_is_told_to_come_again()
    {
        var (table, account) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account());
        var attempts = 0;

        await Assert.ThrowsAsync<LedgerBusyException>(() => Desk(table).Decide(account, async (head, stop) =>
        {
            attempts++;
            var won = head.State.IsOpen ? Entry(TopUp("1", $"pay-{head.CommitNo}-other")) : Opening("7");
            await table.Commit(head, won, [], stop);
            return new Decision<bool>(true, head.State.IsOpen ? Entry(TopUp("1", "pay-mine")) : Opening());
        }, Stop));

        Assert.Equal(LedgerDesk.MaxAttempts, attempts);
        Assert.Equal(LedgerDesk.MaxAttempts, (await table.Load(account, Stop)).CommitNo);
    }

    [Fact]
    public async Task Only_who_lost_a_race_waits_before_it_is_decided_again()
    {
        var (table, account) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account());
        var (clock, attempts) = (new CountingClock(), 0);

        await new LedgerDesk(table, clock, new Jitter(3)).Decide(account, async (head, stop) =>
        {
            Assert.Equal(attempts++, clock.Waits);
            var other = head.State.IsOpen ? Entry(TopUp("1", $"other-{head.CommitNo}")) : Opening("7");
            if (attempts < 3) await table.Commit(head, other, [], stop);
            return new Decision<bool>(true, head.State.IsOpen ? Entry(TopUp("1", "pay-mine")) : Opening());
        }, Stop);

        Assert.Equal((3, 2), (attempts, clock.Waits));
    }

    [Fact]
    public async Task A_decision_without_an_entry_writes_nothing()
    {
        var (plan, account) = (new FaultPlan(), Account());
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name, plan));

        var answer = await Desk(table).Decide(account, (_, _) => Task.FromResult(new Decision<string>("no")), Stop);

        Assert.Equal("no", answer);
        Assert.Equal(1, plan.Calls);
    }

    [Fact]
    public async Task Rows_beside_the_ledger_are_written_without_a_commit_and_a_taken_one_is_decided_again()
    {
        var (table, account) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account());
        var attempts = 0;
        for (var i = 0; i < 2; i++)
        {
            await Desk(table).Decide(account, (_, _) =>
            {
                var id = ++attempts == 2 ? "p1" : $"p{attempts}";
                var row = new TableEntity(LedgerKeys.Partition(account), LedgerKeys.Payment(account, id));
                TableTransactionAction add = new(TableTransactionActionType.Add, row);
                return Task.FromResult(new Decision<bool>(true) { Beside = [add] });
            }, Stop);
        }

        Assert.Equal(3, attempts);
        Assert.False((await table.Load(account, Stop)).IsStored);
    }

    [Fact]
    public async Task An_entry_that_is_too_large_is_refused_whole()
    {
        var (table, account) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account());
        var movements = Enumerable.Range(0, 99).Select(i => TopUp("1", $"pay-{i}"));

        await Assert.ThrowsAsync<LedgerEntryTooLargeException>(() => Desk(table).Decide(
            account, (_, _) => Task.FromResult(new Decision<bool>(true, Entry([Opened(), .. movements]))), Stop));
        Assert.False((await table.Load(account, Stop)).IsStored);
    }

    private static LedgerDesk Desk(LedgerTable table) => new(table, TimeProvider.System, new Jitter(3));

    /// <summary>Counts how often somebody waits by it.</summary>
    private sealed class CountingClock : TimeProvider
    {
        public int Waits { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits++;
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
