using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Notices;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Simulation.Operations;

/// <summary>Customers choose when to be warned; timers take ended credit away and tell the world what was raised.</summary>
public sealed class NoticeOperations(SimWorld world, SimScene scene)
{
    /// <summary>The clocks of the last sweep may be behind.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromDays(2);

    private static readonly string[] Choices =
    [
        "[]", """[{"amount":"5","currency":"USD"}]""",
        """[{"amount":"40","currency":"USD"},{"amount":"0.5","currency":"USD"}]""",
    ];

    private readonly Dice _dice = world.Dice.For("notices");

    public IEnumerable<SimOperation> All =>
    [
        new("choose thresholds", 2, Choose),
        new("sweep", 1, Sweep),
        new("deliver", 4, Deliver),
    ];

    public static Task Sweep(SimWorker worker) => worker.Function<SweepExpired>().Run(new TimerInfo(), default);

    public static Task Deliver(SimWorker worker) => worker.Function<DeliverOutbox>().Run(new TimerInfo(), default);

    /// <summary>Once everything is quiet: all that was raised was told once, and no ended credit is left.</summary>
    public void Check()
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
    }

    private async Task Choose(SimWorker worker)
    {
        var request = SomeRequest.Json($$"""{"lowBalance":{{_dice.Pick(Choices)}}}""");
        await worker.Function<PutSettings>().Run(request, _dice.Pick(scene.Accounts).Value, default);
    }

    private void Require(bool holds, string rule, string detail) => world.Violations.Require(holds, rule, detail);
}
