namespace Billing.Simulation.Plans;

/// <summary>Looks at plans only when something is done to them.</summary>
public sealed class LateDriver(PlanWorld world) : IPlanDriver
{
    private readonly DeskDriver _desk = new(world);

    /// <summary>Nobody looks in between.</summary>
    public Task PassUntil(DateTimeOffset at)
    {
        world.Clock.Set(at);
        return Task.CompletedTask;
    }

    public Task Moved(string plan) => _desk.PassUntil(world.Clock.GetUtcNow());

    public ValueTask DisposeAsync() => _desk.DisposeAsync();
}
