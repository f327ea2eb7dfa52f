using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Notices;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Simulation.Operations;

/// <summary>
/// Customers choose when to be warned; timers take ended credit away and tell the world what was raised.
/// </summary>
public sealed class NoticeOperations(SimWorld world, SimScene scene)
{
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

    public static Task Issue(SimWorker worker) => worker.Function<IssueInvoices>().Run(new TimerInfo(), default);

    public static Task Deliver(SimWorker worker) => worker.Function<DeliverOutbox>().Run(new TimerInfo(), default);

    private async Task Choose(SimWorker worker)
    {
        var request = SomeRequest.Json($$"""{"lowBalance":{{_dice.Pick(Choices)}}}""");
        await worker.Function<PutSettings>().Run(request, _dice.Pick(scene.Accounts).Value, default);
    }
}
