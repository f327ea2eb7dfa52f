using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class LedgerAuditRaisedTests(Azurite azurite)
{
    /// <summary>Whoever wrote the ledger forged everything to fit, but did not tell what its rows raise.</summary>
    [Theory]
    [InlineData(1, "It raises 2 facts and wrote 1.")]
    [InlineData(2, "It raises 2 facts and wrote 0.")]
    public async Task A_fact_that_was_not_raised_is_found_even_where_every_hash_fits(int dropped, string detail)
    {
        var world = await TimerWorld.Open(azurite);
        var account = Account("silent");
        await world.Commit(account, Opened(), TopUp("10"));
        await world.Spend(account, "9.5", "below both thresholds");
        await Forge(world.Bare.Rows, account, content => content with
        {
            LastSeq = content.LastSeq - dropped,
            Rows = [.. content.Rows.SkipLast(dropped)],
        });

        var report = await new LedgerAuditor(world.Bare, world.Clock).Audit(account, default);

        Assert.StartsWith("I4 the facts", report.FirstBroken!.Rule, StringComparison.Ordinal);
        Assert.Equal(detail, report.FirstBroken.Detail);
        Assert.Equal(LedgerKeys.Commit(account, 2), report.FirstBroken.Row);
    }

    [Fact]
    public async Task A_fact_that_says_something_else_is_found_even_when_it_was_delivered()
    {
        var world = await TimerWorld.Open(azurite);
        var account = Account("lying");
        await world.Commit(account, Opened(), TopUp("10"));
        await world.Spend(account, "9.5", "below both thresholds");
        await Forge(world.Bare.Rows, account, content => content with
        {
            Rows = content.Rows.SetItem(1, content.Rows[1] with { Hash = content.Rows[2].Hash }),
        });
        foreach (var row in await world.Outbox.Waiting(account, default)) await world.Outbox.Remove(row, default);

        var report = await new LedgerAuditor(world.Bare, world.Clock).Audit(account, default);

        Assert.StartsWith("I4 the facts", report.FirstBroken!.Rule, StringComparison.Ordinal);
        Assert.StartsWith(
            "It raises low-balance where it wrote O|", report.FirstBroken.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fact_that_is_raised_while_the_account_is_audited_is_no_finding()
    {
        var world = await TimerWorld.Open(azurite);
        var account = Account("meanwhile");
        await world.Commit(account, Opened(), TopUp("10"));
        var stored = AuditRows.Of(world.Bare, account);
        var rows = stored with
        {
            Read = (range, columns, stop) => range == KeyRange.Everything
                ? SpendFirst(stored.Read(range, columns, stop))
                : stored.Read(range, columns, stop),
        };

        var report = await LedgerAuditor.Audit(new(account), account, rows, world.Clock, default);

        Assert.True(report.Ok, $"{report.FirstBroken}");
        Assert.Equal(2, (await world.Outbox.Waiting(account, default)).Count);

        async IAsyncEnumerable<TableEntity> SpendFirst(IAsyncEnumerable<TableEntity> found)
        {
            await world.Spend(account, "9.5", "below both thresholds");
            await foreach (var row in found) yield return row;
        }
    }

    [Fact]
    public async Task A_fact_that_no_commit_raised_is_found_whatever_commit_it_names()
    {
        var world = await TimerWorld.Open(azurite);
        var account = Account("made-up");
        await world.Commit(account, Opened(), TopUp("10"));
        foreach (var commitNo in new long[] { 1, 2, long.MaxValue })
        {
            var forged = new TableEntity(LedgerKeys.Partition(account), LedgerKeys.Outbox(account, 7))
            {
                ["CommitNo"] = commitNo,
            };
            await world.Bare.Rows.UpsertEntityAsync(forged);

            var report = await new LedgerAuditor(world.Bare, world.Clock).Audit(account, default);

            Assert.Equal((forged.RowKey, "No commit wrote it."), (report.FirstBroken?.Row, report.FirstBroken?.Detail));
        }
    }

    /// <summary>Changes what the second and last commit says, and chain and head with it.</summary>
    private static async Task Forge(TableClient rows, AccountId account, Func<CommitContent, CommitContent> change)
    {
        var partition = LedgerKeys.Partition(account);
        TableEntity commit = await rows.GetEntityAsync<TableEntity>(partition, LedgerKeys.Commit(account, 2));
        TableEntity head = await rows.GetEntityAsync<TableEntity>(partition, LedgerKeys.Head(account));
        var content = change(CommitContent.Decode(account, commit.GetBinary("Content0")));
        var encoded = content.Encode();
        var chain = SHA256.HashData([.. commit.GetBinary("Previous"), .. encoded]);
        var id = Convert.ToHexStringLower(chain.AsSpan(0, 16));
        (commit["Content0"], commit["Chain"], commit["CommitId"]) = (encoded, chain, id);
        (head["Chain"], head["CommitId"], head["Seq"]) = (chain, id, content.LastSeq);
        await rows.UpdateEntityAsync(commit, ETag.All, TableUpdateMode.Replace);
        await rows.UpdateEntityAsync(head, ETag.All, TableUpdateMode.Replace);
    }
}
