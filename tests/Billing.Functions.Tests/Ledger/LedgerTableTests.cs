using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>What the store and the guards before it hold to, commit by commit.</summary>
public sealed class LedgerTableTests(Azurite azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_of_100_rows_is_written_and_one_of_101_is_refused_before_it_is_sent()
    {
        var plan = new FaultPlan();
        var table = await Table(plan);
        var head = await Commit(table, AccountHead.New(Account()), Opening());
        var calls = plan.Calls;

        await Assert.ThrowsAsync<LedgerEntryTooLargeException>(() => table.Commit(head, Kept(99), [], Stop));
        Assert.Equal(calls, plan.Calls);
        var committed = await Commit(table, head, Kept(98));

        Assert.Equal(2, committed.CommitNo);
        Assert.Equal(1 + 2 + 2 + 98, await Rows(table, head.Account).CountAsync(Stop));
    }

    [Fact]
    public async Task A_commit_on_a_stale_head_is_a_lost_race_and_writes_nothing()
    {
        var table = await Table();
        var stale = await Commit(table, AccountHead.New(Account()), Opening());
        await Commit(table, stale, Entry(TopUp("1", "pay-2")));

        var late = await table.Commit(stale, Entry(TopUp("7", "pay-3")), [], Stop);

        Assert.IsType<CommitResult.LostRace>(late);
        Assert.Equal(
            SomeLedger.Usd("101"), (await table.Load(stale.Account, Stop)).State.Available(LotKind.TopUp, Noon));
    }

    [Fact]
    public async Task Two_openings_of_one_account_are_one()
    {
        var (table, account) = (await Table(), Account());

        var first = await table.Commit(AccountHead.New(account), Opening("10"), [], Stop);
        var second = await table.Commit(AccountHead.New(account), Opening("20"), [], Stop);

        Assert.IsType<CommitResult.Committed>(first);
        Assert.IsType<CommitResult.LostRace>(second);
    }

    [Fact]
    public async Task The_same_commit_sent_twice_stands_once()
    {
        var (table, head) = (await Table(), AccountHead.New(Account()));

        var first = Assert.IsType<CommitResult.Committed>(await table.Commit(head, Opening(), [], Stop));
        var second = Assert.IsType<CommitResult.Committed>(await table.Commit(head, Opening(), [], Stop));

        Assert.Equal(first.Head.CommitId, second.Head.CommitId);
        Assert.Equal(1, (await table.Load(head.Account, Stop)).CommitNo);
    }

    [Fact]
    public async Task Commits_that_differ_only_in_the_row_beside_are_two()
    {
        var (table, head) = (await Table(), AccountHead.New(Account()));

        var first = await table.Commit(head, Opening(), [Payment(head.Account, "p1")], Stop);
        var second = await table.Commit(head, Opening(), [Payment(head.Account, "p2")], Stop);

        Assert.IsType<CommitResult.Committed>(first);
        Assert.IsType<CommitResult.LostRace>(second);
    }

    [Theory]
    [InlineData("once")]
    [InlineData("quarantine")]
    [InlineData("beside")]
    public async Task A_row_that_exists_already_rolls_everything_back_as_a_lost_race(string which)
    {
        var table = await Table();
        var entry = Opening() with { Once = [new("voucher", "SPRING", "", "a")], Quarantined = Kept(1).Quarantined };
        var fresh = AccountHead.New(Account());
        var head = await Commit(table, fresh, entry, Payment(fresh.Account, "p1"));

        var again = await table.Commit(head, Entry(TopUp("5", "pay-2")) with
        {
            Once = [new("voucher", which == "once" ? "SPRING" : "SUMMER", "", "b")],
            Quarantined = which == "quarantine" ? Kept(1).Quarantined : [],
        }, [Payment(head.Account, which == "beside" ? "p1" : "p2")], Stop);

        Assert.IsType<CommitResult.LostRace>(again);
        var now = await Head(table, head);
        Assert.Equal((head.CommitNo, head.ETag), (now.CommitNo, now.ETag));
        Assert.Equal("a", (await table.FindOnce(head.Account, "voucher", "SPRING", Stop))!.Answer);
        Assert.Null(await table.FindOnce(head.Account, "voucher", "SUMMER", Stop));
    }

    [Fact]
    public async Task A_released_event_that_somebody_released_before_is_a_lost_race()
    {
        var table = await Table();
        var head =
            await Commit(table, AccountHead.New(Account()), Opening() with { Quarantined = Kept(1).Quarantined });
        var release = new LedgerEntry(Noon) { Released = Kept(1).Quarantined };
        var released = await Commit(table, head, release);

        Assert.IsType<CommitResult.LostRace>(await table.Commit(released, release, [], Stop));
    }

    [Fact]
    public async Task Rows_of_two_partitions_are_refused_before_they_are_sent()
    {
        var table = await Table();
        var head = await Commit(table, AccountHead.New(Account()), Opening());
        TableTransactionAction[] elsewhere = [new(TableTransactionActionType.Add, new TableEntity("another", "P|1"))];

        await Assert.ThrowsAsync<ArgumentException>(
            () => table.Commit(head, Entry(TopUp("5", "pay-2")), elsewhere, Stop));
        Assert.Equal(1, (await Head(table, head)).CommitNo);
    }

    [Fact]
    public async Task Lines_of_many_days_are_segments_by_day_and_are_read_page_by_page()
    {
        var table = await Table();
        var head = await Commit(table, AccountHead.New(Account()), Opening("1000"));
        for (var i = 0; i < 4; i++) head = await Commit(table, head, Days(head.State, 90, i));

        Assert.Equal(1 + 4 + 1 + 2 + 4 * 90, await Rows(table, head.Account).CountAsync(Stop));
        var first = LedgerKeys.DayOf(Noon);
        var reader = new LedgerReader(table);
        Assert.Equal(
            first.AddDays(89), await reader.NewestDay(head.Account, first.AddYears(-5), first.AddYears(5), Stop));
        Assert.Equal(
            first.AddDays(40), await reader.NewestDay(head.Account, first.AddYears(-5), first.AddDays(40), Stop));
        Assert.Null(await reader.NewestDay(head.Account, first.AddYears(-5), first.AddDays(-1), Stop));
        Assert.Equal(4, (await reader.Segments(head.Account, first.AddDays(7), Stop)).Count);
        Assert.True((await new LedgerAuditor(table, TimeProvider.System).Audit(head.Account, Stop)).Ok);
    }

    private static LedgerEntry Days(AccountState state, int days, int round)
    {
        var events = Enumerable.Range(0, days).Select(day => ($"e{day}-{round}", Noon.AddDays(day), 1_000L));
        return new(Noon) { Lines = Rate(AccountBook.From(state), events) };
    }

    private static LedgerEntry Kept(int count) => new(Noon)
    {
        Quarantined =
        [
            .. Enumerable.Range(0, count)
                .Select(i => new QuarantinedEvent("20260310", $"id{i}", "unknown_meter", "", "{}", Noon)),
        ],
    };

    private static TableTransactionAction Payment(AccountId account, string id)
    {
        var row = new TableEntity(LedgerKeys.Partition(account), LedgerKeys.Payment(account, id));
        return new(TableTransactionActionType.Add, row);
    }

    private static AsyncPageable<TableEntity> Rows(LedgerTable table, AccountId account) =>
        table.Rows.QueryAsync<TableEntity>($"PartitionKey eq '{LedgerKeys.Partition(account)}'", 100, ["RowKey"], Stop);

    private static Task<AccountHead> Head(LedgerTable table, AccountHead head) => table.Load(head.Account, Stop);

    private static async Task<AccountHead> Commit(
        LedgerTable table, AccountHead head, LedgerEntry entry, params IReadOnlyList<TableTransactionAction> beside) =>
        Assert.IsType<CommitResult.Committed>(await table.Commit(head, entry, beside, Stop)).Head;

    private async Task<LedgerTable> Table(FaultPlan? faults = null) =>
        new(await azurite.Table(LedgerTable.Name, faults));
}
