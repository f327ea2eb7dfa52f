using Azure.Data.Tables;
using Billing.LocalHost.Durable;
using Billing.Plans;
using Billing.Simulation.Storage;

namespace Billing.Simulation.Plans;

/// <summary>
/// Loses every lifecycle with its whole history as soon as it rests: what is due is then found by the sweep alone,
/// which starts the lifecycle again.
/// </summary>
public sealed class SweepDriver : IPlanDriver
{
    private const int MaxRuns = 2_000;

    /// <summary>When the sweep comes, after something was due.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(31);

    private readonly PlanWorld _world;
    private readonly PlanProcess _process;

    private SweepDriver(PlanWorld world) => (_world, _process) = (
        world, PlanProcess.Start(world.Clock, new InMemoryTables(world.Store), world.Bus));

    /// <summary>How many lifecycles were lost.</summary>
    public int Lost { get; private set; }

    public static async Task<SweepDriver> Start(PlanWorld world)
    {
        var driver = new SweepDriver(world);
        await driver._process.Engine.PrepareAsync(default);
        return driver;
    }

    public async Task PassUntil(DateTimeOffset at)
    {
        for (var runs = 0; await NextDue() is { } due && due + Late < at; runs++)
        {
            Assert.True(runs < MaxRuns, "sweeps never come to rest");
            var now = _world.Clock.GetUtcNow();
            _world.Clock.Set(due + Late > now ? due + Late : now + Late);
            await Sweep();
        }
        if (at > _world.Clock.GetUtcNow()) _world.Clock.Set(at);
        await Sweep();
    }

    public async Task Moved(string plan)
    {
        if (_world.Plans.TryGetValue(plan, out var id))
            await PlanWaker.Wake(_process.Client, new(PlanWorld.Account.Value, id.Value), default);
        await Sweep();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<DateTimeOffset?> NextDue()
    {
        DateTimeOffset? first = null;
        foreach (var name in _world.Plans.Keys)
            if (PlanClock.WakeAt(await _world.Find(name)) is { } wake && !(wake >= first)) first = wake;
        return first;
    }

    private async Task Sweep()
    {
        await _process.App.Get<ExpirePlans>().Run(new(), _process.Client, default);
        await _process.Engine.RunUntilIdleAsync(default);
        await _world.Deliver(_process.App);
        await Lose();
    }

    private async Task Lose()
    {
        var table = new InMemoryTables(_world.Store).GetTableClient(new DurableOptions().TableName);
        await foreach (var row in table.QueryAsync<TableEntity>())
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
            Lost++;
        }
    }
}
