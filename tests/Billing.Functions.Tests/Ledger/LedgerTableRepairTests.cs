using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>Marks that got lost, or were never set, are set by the audit that finds the ledger sound.</summary>
public sealed class LedgerTableRepairTests(Azurite azurite)
{
    [Fact]
    public async Task A_fact_that_no_mark_leads_to_is_told_once_its_account_was_audited()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("unmarked"));
        var entry = Entry(Opened()) with { Outbox = [new("lost", "{}")] };
        await world.Bare.Commit(AccountHead.New(account), entry, [], default);
        await world.Deliver();
        Assert.Equal("", world.Told(account));

        Assert.True((await new LedgerAuditor(world.Ledger, world.Clock).Audit(account, default)).Ok);
        await world.Deliver();

        Assert.Equal("lost:2", world.Told(account));
    }

    [Fact]
    public async Task An_account_with_nothing_to_tell_is_not_marked_by_its_audit()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("silent"));
        await world.Bare.Commit(AccountHead.New(account), Entry(Opened()), [], default);

        Assert.True((await new LedgerAuditor(world.Ledger, world.Clock).Audit(account, default)).Ok);

        foreach (var bucket in OutboxMarkTable.Buckets)
            Assert.Empty(await world.Marks.Due(bucket, DateTimeOffset.MaxValue, default));
    }
}
