using Billing.Audits;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Audits;

public sealed class AuditRunTableTests(Azurite azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_of_before_a_time_go_with_all_their_findings_and_what_is_remembered_of_accounts_stays()
    {
        var runs = new AuditRunTable(await azurite.Table("oldaudits"));
        var (old, kept) = (AuditRun.Begin(Noon.AddTicks(-1)), AuditRun.Begin(Noon));
        foreach (var run in (AuditRun[])[old, kept]) await runs.Save(null, run, Stop);
        for (var i = 0; i < TransactionLimits.MaxRows + 5; i++)
            await runs.AddFinding(old.Id, new($"account-{i}", "row", "rule", "detail"), Stop);
        await runs.AddFinding(kept.Id, new("account", "row", "rule", "detail"), Stop);
        await runs.SetMark("000|account", new(7, "c"), Stop);

        Assert.Equal(1, await runs.RemoveBefore(Noon, Stop));

        Assert.Equal([kept], (await runs.List(null, 10, Stop)).Select(stored => stored.Run));
        Assert.Empty(await runs.Findings(old.Id, null, 10, Stop));
        Assert.Single(await runs.Findings(kept.Id, null, 10, Stop));
        Assert.Equal(7, (await runs.Mark("000|account", Stop))!.CommitNo);
        Assert.Equal(0, await runs.RemoveBefore(Noon, Stop));
    }

    [Fact]
    public async Task Many_old_runs_go_in_several_rounds()
    {
        var runs = new AuditRunTable(await azurite.Table("manyoldaudits"));
        for (var i = 1; i <= AuditRunTable.MaxRemoved + 1; i++)
            await runs.Save(null, AuditRun.Begin(Noon.AddHours(-i)), Stop);

        Assert.Equal(AuditRunTable.MaxRemoved, await runs.RemoveBefore(Noon, Stop));
        Assert.Equal(1, await runs.RemoveBefore(Noon, Stop));
    }
}
