using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>An account whose first commit happens while it is audited.</summary>
public sealed class LedgerAuditorBeginTests(Azurite azurite)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_account_that_begins_between_two_reads_is_not_broken(int hidden)
    {
        var (account, rows) = await Begun();
        var reads = 0;

        var report = await LedgerAuditor.Audit(
            new(account), account, rows with { Find = Find }, TimeProvider.System, default);

        Assert.True(report.Ok, $"{report.FirstBroken}");

        async Task<TableEntity?> Find(string key, CancellationToken stop) =>
            ++reads <= hidden ? null : await rows.Find(key, stop);
    }

    [Fact]
    public async Task A_head_that_stays_away_is_found_out()
    {
        var (account, rows) = await Begun();

        var report = await LedgerAuditor.Audit(
            new(account), account, rows with { Find = Find }, TimeProvider.System, default);

        Assert.Equal(LedgerKeys.Head(account), report.FirstBroken?.Row);

        async Task<TableEntity?> Find(string key, CancellationToken stop) =>
            key == LedgerKeys.Head(account) ? null : await rows.Find(key, stop);
    }

    [Fact]
    public async Task A_commit_with_a_fact_to_tell_may_come_between_the_two_looks_of_an_audit()
    {
        var (account, rows) = await Begun();
        var ledger = new LedgerTable((await azurite.Tables()).GetTableClient(LedgerTable.Name));

        var report = await LedgerAuditor.Audit(
            new(account), account, rows with { Read = Read }, TimeProvider.System, default);

        Assert.True(report.Ok, $"{report.FirstBroken}");

        async IAsyncEnumerable<TableEntity> Read(
            KeyRange range, IReadOnlyList<string>? columns, [EnumeratorCancellation] CancellationToken stop)
        {
            var told = new LedgerEntry(SomeLedger.Noon) { Outbox = [new("plan-exhausted", "{}")] };
            if (range == KeyRange.Everything) await ledger.Commit(await ledger.Load(account, stop), told, [], stop);
            await foreach (var row in rows.Read(range, columns, stop)) yield return row;
        }
    }

    private async Task<(AccountId, AuditRows)> Begun()
    {
        await azurite.Table(LedgerTable.Name);
        var (account, ledger) =
            (SomeLedger.Account(), new LedgerTable((await azurite.Tables()).GetTableClient(LedgerTable.Name)));
        await ledger.Commit(await ledger.Load(account, default), SomeLedger.Opening(), [], default);
        return (account, AuditRows.Of(ledger, account));
    }
}
