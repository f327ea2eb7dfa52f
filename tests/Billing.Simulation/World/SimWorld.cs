using Billing.Functions.Tests.Support;
using Billing.Notices;
using Billing.Simulation.Bus;
using Billing.Simulation.Checks;
using Billing.Simulation.Faults;
using Billing.Simulation.Proof;
using Billing.Simulation.Storage;
using Billing.Simulation.Clocks;
using Billing.Usage;

namespace Billing.Simulation.World;

/// <summary>
/// A whole world from one number: three processes of the app over one store, one bus and one gateway, on one thread.
/// Its parts share an agenda, and nothing but the dice decides who is next.
/// </summary>
public sealed class SimWorld
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    private readonly SimWorker[] _workers;
    private readonly List<Begun> _begun = [];
    private readonly bool _settlesFirst;

    public SimWorld(SimOptions options)
    {
        Dice = new(options.Seed);
        Faults = new(Dice.For("faults"), options.Allowed, options.Script);
        Trace = new() { IsTold = options.IsTold };
        Agenda = new(Begin);
        Store = BrokenStore.Of(options.Sabotage, new VirtualClock(Agenda, new(), default), Dice.For("sabotage"));
        Bus = new(Agenda, Faults, Dice, Trace, Deliver) { LosesMessages = options.Sabotage == Sabotage.LostMessage };
        Log = new(Violations, Faults, Agenda);
        Open = new InMemoryTables(Store);
        foreach (var table in AppTemplate.Tables) Store.Create(table);
        Watch = new(this);
        _workers = [.. Enumerable.Range(0, options.Workers).Select(number => new SimWorker(this, number))];
        foreach (var worker in _workers) worker.Start();
        _settlesFirst = options.Sabotage == Sabotage.SettledFirst;
        if (options.Script is { } script) script.Kill = life => _workers.First(worker => worker.Life == life).Crash();
    }

    public Dice Dice { get; }

    public FaultMix Faults { get; }

    public Trace Trace { get; }

    public Agenda Agenda { get; }

    public TableStore Store { get; }

    public SimulatedBus Bus { get; }

    public SimGateway Gateway { get; } = new();

    public SimLog Log { get; }

    public Violations Violations { get; } = new();

    /// <summary>The tables without faults or delay, for whoever looks at the world from outside.</summary>
    public InMemoryTables Open { get; }

    public LedgerWatch Watch { get; }

    public long Crashes { get; private set; }

    /// <summary>A process that is alive; null when all are dead.</summary>
    public SimWorker? Worker()
    {
        var alive = _workers.Where(worker => worker.IsAlive).ToList();
        return alive.Count == 0 ? null : Dice.Pick(alive);
    }

    /// <summary>A ULID of this moment, from the dice.</summary>
    public string NewId(Dice dice)
    {
        Span<byte> chance = stackalloc byte[10];
        for (var i = 0; i < chance.Length; i++) chance[i] = (byte)dice.Below(256);
        return Ulid.NewUlid(Agenda.Now, chance).ToString();
    }

    /// <summary>
    /// Lets a process do something; false when the world's faults kept it from it, which it may outlive.
    /// </summary>
    public async Task<bool> Attempt(string name, SimWorker worker, Func<SimWorker, Task> run)
    {
        var (begun, mayFail) = (new Begun(name, worker.Life), !Faults.IsOver);
        _begun.Add(begun);
        Trace.Note(name);
        MayCrashSoon(worker);
        try
        {
            await run(worker);
            return true;
        }
        catch (Exception failure) when (mayFail && Expected.IsFault(failure))
        {
            return false;
        }
        catch (Exception bug)
        {
            Violations.Add($"The operation '{name}'", bug.ToString());
            return false;
        }
        finally
        {
            _begun.Remove(begun);
        }
    }

    /// <summary>What was begun, by processes that live, and has not ended.</summary>
    public IEnumerable<string> Unfinished => _begun.Where(it => !it.Life.IsOver).Select(it => it.Name);

    /// <summary>Whom facts of plans wake; their rows are the truth.</summary>
    public FakeDurable Durable { get; } = new();

    private Task? Deliver(
        string queue, Azure.Messaging.ServiceBus.ServiceBusReceivedMessage[] messages, Func<Life, BatchActions> actions)
    {
        if (Worker() is not { } worker) return null;
        MayCrashSoon(worker);
        var settle = actions(worker.Life);
        return _settlesFirst ? SettleAndRun() : Run();

        Task Run() => queue switch
        {
            UsageQueue.Name => worker.Function<RateUsage>().Run(messages, settle, default),
            BillingFactsQueue.Name => worker.Function<ReceiveBillingFacts>().Run(messages, settle, Durable, default),
            _ => throw new NotSupportedException($"Nobody listens to {queue}."),
        };

        async Task SettleAndRun()
        {
            foreach (var message in messages) await settle.CompleteMessageAsync(message);
            await Run();
        }
    }

    /// <summary>Most crashes come in the middle of work.</summary>
    private void MayCrashSoon(SimWorker worker)
    {
        if (!Faults.Strikes(FaultKind.Crash)) return;
        var life = worker.Life;
        Agenda.In(Dice.Between(default, TimeSpan.FromMilliseconds(200)), () =>
        {
            if (life.IsOver) return;
            Crashes++;
            worker.Crash();
        });
    }

    private sealed class Begun(string name, Life life)
    {
        public string Name => name;

        public Life Life => life;
    }
}
