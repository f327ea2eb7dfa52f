using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class UsageDeskTests(Azurite azurite)
{
    private static readonly DateOnly Today = LedgerKeys.DayOf(Noon);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_warm_batch_is_one_storage_call_and_a_cold_one_two()
    {
        var (account, plan) = (Account(), new FaultPlan());
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name, plan));
        await table.Commit(AccountHead.New(account), Opening(), [], Stop);
        var desk = Desk(table);

        var before = plan.Calls;
        await Rate(desk, account, 1_000, "a");
        var cold = plan.Calls - before;
        await Rate(desk, account, 1_000, "b");

        Assert.Equal((2, 1), (cold, plan.Calls - before - cold));
    }

    [Theory]
    [InlineData("same", IdVerdict.Duplicate)]
    [InlineData("other quantity", IdVerdict.Conflict)]
    [InlineData("a second later", IdVerdict.Conflict)]
    [InlineData("next day", IdVerdict.Conflict)]
    [InlineData("day before", IdVerdict.Conflict)]
    [InlineData("two days later", IdVerdict.New)]
    [InlineData("other source", IdVerdict.New)]
    [InlineData("other id", IdVerdict.New)]
    public async Task What_was_rated_is_known_warm_and_cold(string which, IdVerdict verdict)
    {
        var (table, account) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account());
        await table.Commit(AccountHead.New(account), Opening(), [], Stop);
        var warm = Desk(table);
        await Rate(warm, account, 3, "e");
        var state = AccountState.Empty with { Currency = Billing.Money.Currency.Usd };
        var line = SomeLedger.Usage(state, 1, prefix: "e").Lines[0];
        var asked = which switch
        {
            "other quantity" => line with { Quantity = Billing.Money.Quantity.Of(7) },
            "a second later" => line with { Time = line.Time.AddSeconds(1) },
            "next day" => line with { Time = line.Time.AddDays(1) },
            "day before" => line with { Time = line.Time.AddDays(-1) },
            "two days later" => line with { Time = line.Time.AddDays(2) },
            "other source" => line with { Source = "gateway/us-1" },
            "other id" => line with { EventId = "e-1" },
            _ => line,
        };

        Assert.Equal(verdict, await Ask(warm, account, asked));
        Assert.Equal(verdict, await Ask(Desk(table), account, asked));
    }

    [Fact]
    public async Task A_quarantined_event_is_known_until_it_is_released()
    {
        var (table, account) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account());
        var kept = new QuarantinedEvent("20260310", "q1", "unknown_meter", "", "{}", Noon);
        var undated = kept with { Day = "00000000", Id = "q2" };
        var desk = Desk(table);
        await Write(desk, account, Opening() with { Quarantined = [kept, undated] });

        Assert.True(await Knows(desk, account, kept) && await Knows(Desk(table), account, kept));
        Assert.True(await Knows(desk, account, undated) && await Knows(Desk(table), account, undated));
        await Write(desk, account, new LedgerEntry(Noon) { Released = [kept] });
        Assert.False(await Knows(desk, account, kept) || await Knows(Desk(table), account, kept));
    }

    [Fact]
    public async Task A_day_that_only_a_quarantined_event_touched_is_still_read()
    {
        var (table, account) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account());
        await table.Commit(AccountHead.New(account), Opening(), [], Stop);
        var later = SomeLedger.Usage((await table.Load(account, Stop)).State, 1, Noon.AddDays(10));
        await Desk(table).Decide(
            account, [Today.AddDays(10)], (_, _, _) => Task.FromResult(new Decision<bool>(true, later)), Stop);
        var desk = Desk(table);
        var kept = new QuarantinedEvent("20260320", "q1", "unknown_meter", "", "{}", Noon);
        await Write(desk, account, new LedgerEntry(Noon) { Quarantined = [kept] });

        Assert.Equal(IdVerdict.Duplicate, await Ask(desk, account, later.Lines[0]));
    }

    [Fact]
    public async Task Memory_of_a_head_that_others_moved_is_read_anew()
    {
        var (table, account) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account());
        await table.Commit(AccountHead.New(account), Opening(), [], Stop);
        var (here, there) = (Desk(table), Desk(table));
        await Rate(here, account, 10, "a");
        await Rate(there, account, 10, "b");
        await Rate(here, account, 10, "c");

        Assert.True((await new LedgerAuditor(table, TimeProvider.System).Audit(account, Stop)).Ok);
        Assert.Equal(32, (await table.Load(account, Stop)).Seq);
    }

    [Fact]
    public void The_memory_is_bounded_and_forgets_who_was_used_longest_ago()
    {
        var hot = new HotAccounts(maxIds: 100);
        var (first, second, third) = (Remembered("a"), Remembered("b"), Remembered("c"));
        foreach (var it in new[] { first, second, third }) hot.Put(it.Head, it.Ids);

        Assert.Null(hot.Take(first.Head.Account, new HashSet<int>()));
        Assert.NotNull(hot.Take(second.Head.Account, new HashSet<int>()));
        Assert.Null(hot.Take(second.Head.Account, new HashSet<int>()));
        Assert.Null(hot.Take(third.Head.Account, new HashSet<int> { 1 }));
    }

    internal static IdVerdict Lookup(UsageIds ids, RatedLine line)
    {
        var fingerprint =
            EventIdentity.Fingerprint(line.Time, line.Service, line.Meter, line.Dimensions, line.Quantity);
        return ids.Lookup(EventIdentity.Key(line.Source, line.EventId), fingerprint, LedgerKeys.DayOf(line.Time));
    }

    private static (AccountHead Head, UsageIds Ids) Remembered(string name)
    {
        var ids = new UsageIds();
        for (var i = 0; i < 30; i++) ids.Add((UInt128)i, 0, Today);
        return (AccountHead.New(AccountId.Parse(name)) with { ETag = "x" }, ids);
    }

    private static UsageDesk Desk(LedgerTable table) =>
        new(table, new HotAccounts(), TimeProvider.System, new Jitter(1));

    private static Task<bool> Rate(UsageDesk desk, AccountId account, int count, string prefix) =>
        desk.Decide(account, [Today], (head, _, _) =>
            Task.FromResult(new Decision<bool>(true, SomeLedger.Usage(head.State, count, prefix: prefix))), Stop);

    private static Task<bool> Write(UsageDesk desk, AccountId account, LedgerEntry entry) =>
        desk.Decide(account, [Today], (_, _, _) => Task.FromResult(new Decision<bool>(true, entry)), Stop);

    private static Task<bool> Knows(UsageDesk desk, AccountId account, QuarantinedEvent kept) =>
        desk.Decide(account, [Today], (_, ids, _) =>
            Task.FromResult(new Decision<bool>(ids.IsQuarantined(kept.Day, kept.Id))), Stop);

    private static Task<IdVerdict> Ask(UsageDesk desk, AccountId account, RatedLine line) =>
        desk.Decide(account, [LedgerKeys.DayOf(line.Time)], (_, ids, _) =>
            Task.FromResult(new Decision<IdVerdict>(Lookup(ids, line))), Stop);
}
