using Billing.Plans;
using Billing.Simulation.Storage;

namespace Billing.Simulation.Plans;

/// <summary>
/// Drives plans by their lifecycles in the development host's durable engine. Its process may be killed at any call to
/// the store; another then does again what was not done.
/// </summary>
public sealed class LifecycleDriver : IPlanDriver
{
    private const int MaxLives = 5_000;
    private const int MaxWakes = 5_000;

    private readonly PlanWorld _world;
    private readonly Kills _kills;
    private KillGate _gate;
    private PlanProcess _process;
    private int _told;

    private LifecycleDriver(PlanWorld world, Kills kills)
    {
        (_world, _kills) = (world, kills);
        (_gate, _process) = Begin();
    }

    /// <summary>How often each event is raised: a bus delivers at least once.</summary>
    public int Copies { get; set; } = 1;

    public static async Task<LifecycleDriver> Start(PlanWorld world, Kills kills)
    {
        await using var first = PlanProcess.Start(world.Clock, new InMemoryTables(world.Store), world.Bus);
        await first.Engine.PrepareAsync(default);
        return new(world, kills);
    }

    public async Task PassUntil(DateTimeOffset at)
    {
        for (var wakes = 0; ; wakes++)
        {
            Assert.True(wakes < MaxWakes, "lifecycles never come to rest");
            await Settle();
            DateTimeOffset? next = null;
            await Live(async process => next = await process.Engine.NextDueAtAsync(default));
            if (next is not { } due || due > at) break;
            if (due > _world.Clock.GetUtcNow()) _world.Clock.Set(due);
        }
        _world.Clock.Set(at);
        await Settle();
    }

    public async Task Moved(string plan)
    {
        if (_world.Plans.TryGetValue(plan, out var id))
            for (var copy = 0; copy < Copies; copy++) await Wake(id.Value);
        await Settle();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task Settle()
    {
        do
        {
            await Live(process => process.Engine.RunUntilIdleAsync(default));
            await Live(process => _world.Deliver(process.App));
        }
        while (await WakeTold());
    }

    /// <summary>Whatever a ledger tells of a plan's cover wakes the plan, as the product does on its queue.</summary>
    private async Task<bool> WakeTold()
    {
        var news = _world.Bus.Told.Skip(_told).Where(it => it.Kind == "plan-exhausted").ToList();
        _told = _world.Bus.Told.Count;
        foreach (var fact in news)
            for (var copy = 0; copy < Copies; copy++)
                await Wake(PlanWorld.Body(fact).GetProperty("cover").GetString()!.Split(':')[1]);
        return news.Count > 0;
    }

    private Task Wake(string plan) => Live(
        process => PlanWaker.Wake(process.Client, new(PlanWorld.Account.Value, plan), default));

    /// <summary>Does it in the process that lives, and again in the next one if that dies of it.</summary>
    private async Task Live(Func<PlanProcess, Task> work)
    {
        for (var lives = 0; lives < MaxLives; lives++)
        {
            try
            {
                await work(_process);
            }
            catch (Exception) when (_gate.IsDead)
            {
                // It is done again by the next process.
            }
            if (!_gate.IsDead) return;
            await _process.DisposeAsync();
            (_gate, _process) = Begin();
        }
        Assert.Fail("what is begun never ends");
    }

    private (KillGate Gate, PlanProcess Process) Begin()
    {
        var gate = _kills.NewGate();
        var tables = new InMemoryTables(_world.Store, gate);
        return (gate, PlanProcess.Start(_world.Clock, tables, _world.Bus, () => gate.IsDead));
    }
}
