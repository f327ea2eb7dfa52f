using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>An account's ledger has one time, which never goes back, whatever the clocks of its writers say.</summary>
public sealed class AccountHeadTests(Azurite azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_is_never_earlier_than_the_one_before_it()
    {
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name));
        var opened = await Commit(table, AccountHead.New(Account()), Opening());

        var late = new LedgerEntry(Noon.AddMinutes(-10)) { Movements = [TopUp("1", "pay-2")] };
        var second = await Commit(table, opened, late);
        var third = await Commit(table, second, late with { Time = Noon.AddTicks(1), Movements = [Voucher("1")] });

        Assert.Equal((Noon, Noon, Noon.AddTicks(1)), (opened.Time, second.Time, third.Time));
        Assert.Equal(third.Time, (await table.Load(opened.Account, Stop)).Time);
        var movements = await new LedgerReader(table).Movements(opened.Account, new(2026, 3, 10), Stop);
        Assert.Equal([Noon.AddTicks(1), Noon, Noon, Noon], movements.Select(movement => movement.Time));
        Assert.True((await Audit(table, opened.Account)).Ok);
    }

    [Fact]
    public void A_decision_made_by_a_slow_clock_has_the_time_of_the_last_commit()
    {
        var fresh = AccountHead.New(Account());
        var head = fresh with { Time = Noon };

        Assert.Equal(Noon.AddDays(-1), fresh.TimeOf(Noon.AddDays(-1)));
        Assert.Equal(Noon, head.TimeOf(Noon.AddTicks(-1)));
        Assert.Equal(Noon.AddTicks(1), head.TimeOf(Noon.AddTicks(1)));
    }

    [Fact]
    public async Task A_ledger_of_the_earlier_build_is_valid_and_goes_on_in_order()
    {
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name));
        var account = Account();
        await Commit(table, AccountHead.New(account), Opening());
        await BecomeOfEarlierBuild(table, account);
        var old = await table.Load(account, Stop);

        Assert.Null(old.Time);
        Assert.True((await Audit(table, account)).Ok);

        var before = new LedgerEntry(Noon.AddHours(-1)) { Movements = [Voucher("1")] };
        var next = await Commit(table, old, before);
        var after = await Commit(table, next, before with { Time = Noon.AddHours(-2), Movements = [TopUp("2", "p")] });

        Assert.Equal(Noon.AddHours(-1), next.Time);
        Assert.Equal(next.Time, after.Time);
        Assert.True((await Audit(table, account)).Ok);
    }

    [Fact]
    public async Task A_commit_that_is_earlier_than_its_predecessor_is_found()
    {
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name));
        var account = Account();
        var head = await Commit(table, AccountHead.New(account), Opening());
        var early = Noon.AddMinutes(-1);
        head = await Commit(table, head with { Time = null }, new(early) { Movements = [Voucher("1")] });

        var report = await Audit(table, account);

        Assert.Equal(LedgerKeys.Commit(account, head.CommitNo), report.FirstBroken!.Row);
        Assert.StartsWith("I5", report.FirstBroken.Rule, StringComparison.Ordinal);
    }

    /// <summary>Rewrites the only commit and the head as the builds before the rule wrote them.</summary>
    private static async Task BecomeOfEarlierBuild(LedgerTable table, AccountId account)
    {
        var row = (await Row(table, account, LedgerKeys.Commit(account, 1)));
        var written = CommitContent.Decode(account, (byte[])row["Content0"]);
        Assert.True(written.IsTimeOrdered);
        var encoded = (written with { IsTimeOrdered = false }).Encode();
        Assert.False(CommitContent.Decode(account, encoded).IsTimeOrdered);
        var chain = SHA256.HashData([.. new byte[AccountHead.ChainBytes], .. encoded]);
        (row["Content0"], row["Chain"], row["CommitId"]) = (encoded, chain, Convert.ToHexStringLower(chain[..16]));
        await table.Rows.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Stop);

        var head = await Row(table, account, LedgerKeys.Head(account));
        (head["Chain"], head["CommitId"]) = (chain, row["CommitId"]);
        Assert.True(head.Remove("Time"));
        await table.Rows.UpdateEntityAsync(head, ETag.All, TableUpdateMode.Replace, Stop);
    }

    private static async Task<TableEntity> Row(LedgerTable table, AccountId account, string key) =>
        (await table.Rows.GetEntityAsync<TableEntity>(LedgerKeys.Partition(account), key, null, Stop)).Value;

    private static Task<AuditReport> Audit(LedgerTable table, AccountId account) =>
        new LedgerAuditor(table, TimeProvider.System).Audit(account, Stop);

    private static async Task<AccountHead> Commit(LedgerTable table, AccountHead head, LedgerEntry entry) =>
        Assert.IsType<CommitResult.Committed>(await table.Commit(head, entry, [], Stop)).Head;
}
