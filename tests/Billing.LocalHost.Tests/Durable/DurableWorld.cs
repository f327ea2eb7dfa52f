using Billing.LocalHost.Durable;
using Billing.LocalHost.Functions;
using Billing.Simulation.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Billing.LocalHost.Tests.Durable;

/// <summary>An engine on tables in memory and on a clock that stands still until a test moves it.</summary>
internal sealed class DurableWorld
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly IServiceProvider _services;
    private readonly Type[] _functions;

    public DurableWorld(params Type[] functions)
    {
        _functions = functions;
        Store = new TableStore(Clock);
        _services = new ServiceCollection().AddSingleton(Diary).AddLogging().BuildServiceProvider();
        Engine = NewEngine(OpenGate.Instance);
        Engine.PrepareAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public FakeTimeProvider Clock { get; } = new(Noon);

    public TableStore Store { get; }

    /// <summary>What the activities did.</summary>
    public Diary Diary { get; } = new();

    public DurableEngine Engine { get; set; }

    public DurableTaskClient Client => Engine.Client;

    public WorkerPipeline Pipeline { get; } = new();

    /// <summary>Another process on the same tables.</summary>
    public DurableEngine NewEngine(ICallGate gate, DurableOptions? options = null)
    {
        var functions = new DurableFunctions(
            FunctionCatalog.Discover(_functions),
            new FunctionInvoker(Pipeline),
            _services.GetRequiredService<IServiceScopeFactory>());
        return new(new InMemoryTables(Store, gate), functions, Clock, new DiaryLogs(Diary), options);
    }

    /// <summary>Starts an instance and lets it come to rest.</summary>
    public async Task<string> StartAsync(string orchestrator, object? input = null, string id = "one")
    {
        await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));
        await SettleAsync();
        return id;
    }

    public Task SettleAsync() => Engine.RunUntilIdleAsync(CancellationToken.None);

    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await SettleAsync();
    }

    public async Task RaiseAsync(string name, object? payload = null, string id = "one")
    {
        await Client.RaiseEventAsync(id, name, payload);
        await SettleAsync();
    }

    public async Task<OrchestrationMetadata> LookAsync(string id = "one") =>
        (await Client.GetInstanceAsync(id, getInputsAndOutputs: true))!;

    /// <summary>How it ended, in a line.</summary>
    public async Task<string> EndAsync(string id = "one")
    {
        var instance = await LookAsync(id);
        return $"{instance.RuntimeStatus} {instance.SerializedOutput ?? instance.FailureDetails?.ErrorMessage}".Trim();
    }
}

/// <summary>What happened, in order.</summary>
public sealed class Diary
{
    private readonly List<string> _entries = [];

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (_entries) return [.. _entries];
        }
    }

    /// <summary>What activities do beside writing here.</summary>
    public Func<string, Task> Work { get; set; } = _ => Task.CompletedTask;

    public void Write(string entry)
    {
        lock (_entries) _entries.Add(entry);
    }
}
