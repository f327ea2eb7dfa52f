using Azure;
using Azure.Data.Tables;
using Billing.Audits;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Audits;

public sealed class AuditRoundsTests(Azurite azurite) : IDisposable
{
    private static readonly AuditSettings Daily = new(TimeSpan.FromHours(24));

    private static int _tables;

    private readonly LogCapture _log = new();
    private readonly FakeTimeProvider _clock = new(Noon);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task All_accounts_are_audited_in_several_turns_and_a_broken_one_holds_up_no_other()
    {
        var world = await Open();
        var accounts = await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => Customer(world)));
        await Quarantine(world, AccountId.Unidentified);
        await world.Ledger.Rows.AddEntityAsync(new TableEntity("strange", "row"), Stop);
        var once = LedgerKeys.Once(accounts[3], "capture", "1");
        await world.Ledger.Rows.DeleteEntityAsync(LedgerKeys.Partition(accounts[3]), once, ETag.All, Stop);

        var turns = await Finish(world);

        var run = (await world.Runs.Newest(Stop))!.Run;
        Assert.True(turns > 1, $"{turns} turns");
        Assert.Equal((13, 11, 2, 0), (run.Accounts, run.Commits, run.Broken, run.Skipped));
        var findings = await world.Runs.Findings(run.Id, null, 10, Stop);
        Assert.Equal(
            new[] { (accounts[3].Value, once), ("strange", "") }.Order(),
            findings.Select(found => (found.Account, found.Row)).Order());
        Assert.Equal(2, _log.Entries.Count(entry => entry.Level == LogLevel.Error));
        Assert.Contains(_log.Entries, entry => entry.Text.Contains(once, StringComparison.Ordinal));
        await RequireTold(world, run);
    }

    [Fact]
    public async Task A_ledger_that_lost_its_end_or_all_of_it_since_the_last_run_is_found()
    {
        var world = await Open();
        var (cut, gone) = (await Customer(world), await Customer(world));
        var older = await world.Ledger.Load(cut, Stop);
        var rows = await Rows(world, cut);
        await world.Ledger.Commit(older, Entry(Voucher("1")), [], Stop);
        await Finish(world);
        Assert.Equal(0, (await world.Runs.Newest(Stop))!.Run.Broken);

        foreach (var row in (await Rows(world, cut)).Concat(await Rows(world, gone)))
            await world.Ledger.Rows.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Stop);
        foreach (var row in rows) await world.Ledger.Rows.AddEntityAsync(row, Stop);
        Assert.True((await new LedgerAuditor(world.Ledger, _clock).Audit(cut, Stop)).Ok);
        _clock.Advance(Daily.Every);
        await Finish(world);

        var run = (await world.Runs.Newest(Stop))!.Run;
        Assert.Equal(
            new[] { LedgerKeys.Commit(cut, 2), LedgerKeys.Commit(gone, 1) }.Order(StringComparer.Ordinal),
            (await world.Runs.Findings(run.Id, null, 10, Stop)).Select(it => it.Row).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_next_run_begins_when_it_is_due()
    {
        var world = await Open();
        await Customer(world);
        Assert.Equal("unknown", await Health(world, 200));
        await Finish(world);

        Assert.Null(await world.Rounds.Turn(Stop));
        _clock.Advance(Daily.Every);
        Assert.NotNull(await world.Rounds.Turn(Stop));

        Assert.Equal(2, (await world.Runs.List(null, 10, Stop)).Count);
        Assert.Equal("ok", await Health(world, 200));
    }

    [Fact]
    public async Task A_run_that_ends_removes_reports_that_are_older_than_ninety_days()
    {
        var world = await Open();
        await Customer(world);
        await Finish(world);
        _clock.Advance(AuditRun.Kept);
        await Finish(world);

        Assert.Single(await world.Runs.List(null, 10, Stop));
    }

    [Fact]
    public async Task Two_turns_at_once_count_no_account_twice()
    {
        var world = await Open();
        for (var i = 0; i < 9; i++) await Customer(world);

        while (await Task.WhenAll(world.Rounds.Turn(Stop), world.Rounds.Turn(Stop)) is not [null, null])
        {
        }

        var runs = await world.Runs.List(null, 10, Stop);
        Assert.All(runs, it => Assert.Equal((true, 9L), (it.Run.IsFinished, it.Run.Accounts)));
    }

    [Fact]
    public async Task An_account_that_cannot_be_read_is_skipped_and_told()
    {
        var down = new PriceWitness(_ => throw new IOException("down"));
        var world = await Open(down);
        for (var i = 0; i < 5; i++) await Customer(world);

        await Finish(world);

        var run = (await world.Runs.Newest(Stop))!.Run;
        Assert.Equal((5, 0, 5), (run.Accounts, run.Broken, run.Skipped));
        Assert.Equal(5, _log.Entries.Count(entry => entry.Level == LogLevel.Error));
        Assert.Equal("incomplete", await Health(world, 200));
    }

    private static async Task RequireTold(World world, AuditRun run)
    {
        var list = VoucherShop.Body(await new GetAudits(world.Runs).Run(SomeRequest.Query(""), Stop));
        Assert.Equal(run.Id.Value, list.GetProperty("items")[0].GetProperty("id").GetString());

        var verb = new GetAudit(world.Runs);
        var first = VoucherShop.Body(await verb.Run(SomeRequest.Query("?limit=1"), run.Id.Value, Stop));
        var next = first.GetProperty("findings").GetProperty("next").GetString();
        var second = VoucherShop.Body(await verb.Run(SomeRequest.Query($"?limit=1&cursor={next}"), run.Id.Value, Stop));
        Assert.Equal(2, first.GetProperty("broken").GetInt64());
        Assert.Equal(1, second.GetProperty("findings").GetProperty("items").GetArrayLength());
        Assert.Equal(
            "404 not_found", (await verb.Run(SomeRequest.Query(""), "01ARZ3NDEKTSV4RRFFQ69G5FAV", Stop)).Summary());
        Assert.Equal("broken", await Health(world, 503));
    }

    private static async Task<string?> Health(World world, int status)
    {
        var answer = await new GetLedgerHealth(world.Runs).Run(SomeRequest.Query(""), Stop);
        Assert.Equal(status, Assert.IsType<ObjectResult>(answer).StatusCode);
        return VoucherShop.Body(answer).GetProperty("status").GetString();
    }

    /// <summary>Each look at the clock takes half a minute here, so that a turn ends early.</summary>
    private async Task<int> Finish(World world)
    {
        _clock.AutoAdvanceAmount = TimeSpan.FromSeconds(30);
        var verb = new AuditAllAccounts(world.Rounds, new Logger<AuditAllAccounts>(new LoggerFactory([_log])));
        var turns = 0;
        do await verb.Run(new(), Stop);
        while (++turns < 50 && (await world.Runs.Newest(Stop))?.Run.IsFinished != true);
        _clock.AutoAdvanceAmount = TimeSpan.Zero;
        return turns;
    }

    private static async Task<AccountId> Customer(World world)
    {
        var account = Account("all");
        var entry = Opening() with { Once = [new("capture", "1", "", "")] };
        Assert.IsType<CommitResult.Committed>(
            await world.Ledger.Commit(AccountHead.New(account), entry, [], Stop));
        return account;
    }

    private static Task<CommitResult> Quarantine(World world, AccountId account) => world.Ledger.Commit(
        AccountHead.New(account), Entry() with { Quarantined = [new("00000000", "q", "no_account", "", "{}", Noon)] },
        [],
        Stop);

    private static async Task<List<TableEntity>> Rows(World world, AccountId account)
    {
        List<TableEntity> rows = [];
        var filter = $"PartitionKey eq '{LedgerKeys.Partition(account)}'";
        await foreach (var row in world.Ledger.Rows.QueryAsync<TableEntity>(filter, null, null, Stop)) rows.Add(row);
        return rows;
    }

    private async Task<World> Open(PriceWitness? prices = null)
    {
        var number = Interlocked.Increment(ref _tables);
        var ledger = new LedgerTable(await azurite.Table($"auditedledger{number}"));
        var runs = new AuditRunTable(await azurite.Table($"auditruns{number}"));
        var auditor = new LedgerAuditor(ledger, TimeProvider.System, prices);
        return new(ledger, runs, new(runs, new(ledger), auditor, Daily, _clock));
    }

    private sealed record World(LedgerTable Ledger, AuditRunTable Runs, AuditRounds Rounds);
}
