using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Notices;
using Billing.Platform;
using Billing.Simulation.World;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Simulation.CrashPoints;

/// <summary>Operations with one defect each, which does no harm until something fails at the wrong moment.</summary>
internal static class BrokenOperations
{
    public static IReadOnlyList<CrashOperation> All { get; } =
    [
        new("credit-without-key", scene => scene.Customers(), CreditWithoutKey),
        new("remove-before-sending", Raised, RemoveBeforeSending),
        new("mark-after-commit", scene => scene.Customers(), MarkAfterCommit),
    ];

    /// <summary>Nothing tells a second try from a second credit.</summary>
    private static void CreditWithoutKey(CrashScene scene) => scene.Persist("credit", worker =>
        worker.Service<LedgerDesk>().Decide(
            CrashScene.First,
            (head, _) => Task.FromResult(new Decision<bool>(true, Grant(head, worker, SimWorld.Begin.AddDays(900)))),
            default));

    private static void Raised(CrashScene scene)
    {
        scene.Customers();
        scene.Fund();
        scene.Report(scene.Event("e1", "450"));
    }

    /// <summary>A fact that leaves the outbox before the bus has it.</summary>
    private static void RemoveBeforeSending(CrashScene scene)
    {
        scene.Persist("deliver", async worker =>
        {
            var outbox = worker.Service<OutboxTable>();
            foreach (var row in await outbox.Waiting(CrashScene.First, default))
            {
                await outbox.Remove(row, default);
                await worker.Service<BillingFactsQueue>().Send(OutboxTable.Read(CrashScene.First, row), default);
            }
        });
        scene.Drain();
    }

    /// <summary>Credit that ends, and the mark by which the sweep finds it only afterwards.</summary>
    private static void MarkAfterCommit(CrashScene scene) => scene.Persist("grant", async worker =>
    {
        var tables = worker.Service<IServiceProvider>()
            .GetRequiredKeyedService<TableServiceClient>(Registration.SendOnce);
        var unmarked = new LedgerTable(tables.GetTableClient(LedgerTable.Name));
        var ends = SimWorld.Begin.AddDays(1);
        var isNew = await new LedgerDesk(unmarked, worker.Clock, new(1)).Decide(
            CrashScene.First,
            (head, _) => Task.FromResult(head.State.IsOpen
                ? new Decision<bool>(false)
                : new Decision<bool>(true, Grant(head, worker, ends))),
            default);
        if (!isNew) return;
        var after = (await unmarked.Load(CrashScene.First, default)).State;
        await worker.Service<ExpiryTable>()
            .Mark(CrashScene.First, AccountState.Empty, after, worker.Clock.GetUtcNow(), default);
    });

    /// <summary>A term of a plan, named by its place in the ledger and not by what brought it about.</summary>
    private static LedgerEntry Grant(AccountHead head, SimWorker worker, DateTimeOffset until) =>
        new(worker.Clock.GetUtcNow())
        {
            Movements =
            [
                .. head.State.IsOpen ? [] : (MovementFact[])[new MovementFact.Opened(Currency.Vnd, "UTC")],
                new MovementFact.CoverActivated($"plan-{head.Seq}", 1, new(
                    new(IsComprehensive: true, []), SimWorld.Begin, until, Amount.Parse("5", Currency.Vnd), [],
                    IsSharedCeiling: false, [])),
            ],
        };
}
