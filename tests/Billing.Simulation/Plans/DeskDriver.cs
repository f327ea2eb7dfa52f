using Billing.Plans;

namespace Billing.Simulation.Plans;

/// <summary>Asks the desk itself at each instant at which a plan wants to be looked at.</summary>
public sealed class DeskDriver(PlanWorld world) : IPlanDriver
{
    private const int MaxWakes = 2_000;

    public async Task PassUntil(DateTimeOffset at)
    {
        for (var wakes = 0; ; wakes++)
        {
            Assert.True(wakes < MaxWakes, "the clock of a plan never comes to rest");
            var next = await Advance();
            if (next is not { } due || due > at) break;
            Assert.True(due > world.Clock.GetUtcNow(), "a plan that is advanced has nothing due any more");
            world.Clock.Set(due);
        }
        world.Clock.Set(at);
        await Advance();
    }

    public async Task Moved(string plan) => await Advance();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<DateTimeOffset?> Advance()
    {
        DateTimeOffset? first = null;
        foreach (var plan in world.Plans.Values)
        {
            var pulse = await world.App.Get<PlanDesk>().Advance(PlanWorld.Account, plan, default);
            if (pulse!.WakeAt is { } wake && !(wake >= first)) first = wake;
        }
        await world.Deliver(world.App);
        return first;
    }
}
