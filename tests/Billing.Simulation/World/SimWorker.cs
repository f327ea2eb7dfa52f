using Billing.Simulation.Bus;
using Billing.Simulation.Faults;
using Billing.Simulation.Storage;
using Billing.Simulation.Clocks;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Simulation.World;

/// <summary>One process of the app, which may die and start again with cold caches.</summary>
public sealed class SimWorker(SimWorld world, int number)
{
    /// <summary>As the client library repeats what failed on its way.</summary>
    private const int PatientRetries = 3;

    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(10);

    private ServiceProvider _app = null!;

    public Life Life { get; private set; } = null!;

    public bool IsAlive => !Life.IsOver;

    public TimeProvider Clock { get; private set; } = null!;

    public void Start()
    {
        Life = new();
        var dice = world.Dice;
        var skew = world.Faults.IsSkewed ? dice.Between(-MostSkew, MostSkew) : TimeSpan.Zero;
        Clock = new VirtualClock(world.Agenda, Life, skew);
        _app = AppTemplate.Build(new(
            Clock,
            new InMemoryTables(world.Store, Gate(PatientRetries)),
            new InMemoryTables(world.Store, Gate(0)),
            new BusClient(world.Bus, Life, world.Agenda, world.Faults, dice),
            new GatewayClient(world.Gateway, Life, world.Agenda, world.Faults, dice),
            world.Log));
        world.Trace.Note($"worker {number} starts");
    }

    /// <summary>From now on none of its code runs; it comes back later.</summary>
    public void Crash()
    {
        world.Trace.Note($"worker {number} dies");
        Life.End();
        world.Agenda.In(world.Dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)), Start);
    }

    /// <summary>One of the app's services in this process.</summary>
    public T Service<T>()
        where T : notnull => _app.GetRequiredService<T>();

    /// <summary>A function, made as the host makes it for each invocation.</summary>
    public T Function<T>() => ActivatorUtilities.CreateInstance<T>(_app);

    private ICallGate Gate(int retries) => world.Faults.Script is { } script
        ? new ScriptedGate(new(script, world.Agenda, Life), retries)
        : new StoreGate(world.Agenda, Life, world.Faults, world.Dice, world.Trace, retries);
}
