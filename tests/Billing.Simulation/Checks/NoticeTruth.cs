using Billing.Ledger;
using Billing.Notices;
using Billing.Simulation.World;

namespace Billing.Simulation.Checks;

/// <summary>What the ledgers raised, held against what was told.</summary>
public static class NoticeTruth
{
    /// <summary>The clocks of the last sweep may be behind.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromDays(2);

    /// <summary>Once everything is quiet: all that was raised was told once, and no ended credit is left.</summary>
    public static void Check(SimWorld world)
    {
        var told = world.Store.Open(NoticeTable.Name).Rows.ToLookup(row => row.PartitionKey, StringComparer.Ordinal);
        foreach (var shadow in world.Watch.Accounts)
        {
            var kept = told[LedgerKeys.Partition(shadow.Account)].Count();
            Require(kept == shadow.Raised, "Each fact is told once", $"{shadow.Account}: {kept} of {shadow.Raised}");
            var ended = shadow.State.Lots.Count(lot => lot.Until + Expiry.Grace < world.Agenda.Now - Lag);
            Require(ended == 0, "Ended credit leaves its account", $"{shadow.Account}: {ended} lots");
        }
        var waiting = world.Store.Open(LedgerTable.Name).Rows.Count(row => row.RowKey[0] == LedgerKeys.OutboxRow);
        Require(waiting == 0, "I16 the outbox is empty", $"{waiting} facts wait");

        void Require(bool holds, string rule, string detail) => world.Violations.Require(holds, rule, detail);
    }
}
