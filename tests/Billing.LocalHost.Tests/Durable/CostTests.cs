using Billing.Simulation.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Billing.LocalHost.Tests.Durable;

public sealed class CostTests
{
    [Fact]
    public async Task A_wake_that_calls_one_activity_costs_a_query_and_two_commits_beside_the_looks_at_the_agenda()
    {
        var world = new DurableWorld(typeof(Heartbeat), typeof(Note));
        await world.StartAsync(nameof(Heartbeat));
        var calls = new CountingGate();
        world.Engine = world.NewEngine(calls);

        await world.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(2, world.Diary.Entries.Count);
        Assert.Equal(["query", "query", "transaction", "transaction", "query"], calls.Kinds);
    }

    [Fact]
    public async Task An_event_is_one_transaction()
    {
        var world = new DurableWorld(typeof(EventTests.Listen));
        await world.StartAsync(nameof(EventTests.Listen), 1);
        var calls = new CountingGate();

        await world.NewEngine(calls).Client.RaiseEventAsync("one", "word", "a");

        Assert.Equal(["transaction"], calls.Kinds);
    }

    [Fact]
    public async Task A_step_that_no_row_can_hold_fails_the_instance()
    {
        var world = new DurableWorld(typeof(Hoard), typeof(Note));

        await world.StartAsync(nameof(Hoard));

        Assert.StartsWith("Failed One step holds ", await world.EndAsync(), StringComparison.Ordinal);
        Assert.Empty(world.Diary.Entries);
    }

    [Fact]
    public async Task A_thousand_instances_due_in_one_minute_are_done_in_it()
    {
        var world = new DurableWorld(typeof(Heartbeat), typeof(Note));
        for (var i = 0; i < 1_000; i++)
        {
            await world.Client.ScheduleNewOrchestrationInstanceAsync(
                nameof(Heartbeat), new StartOrchestrationOptions($"i{i}"));
        }

        await world.SettleAsync();
        await world.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(2_000, world.Diary.Entries.Count);
    }

    public static class Heartbeat
    {
        [Function(nameof(Heartbeat))]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            while (true)
            {
                await context.CallActivityAsync(nameof(Note), "beat");
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            }
        }
    }

    public static class Hoard
    {
        [Function(nameof(Hoard))]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var much = new string('x', 30_000);
            return Task.WhenAll(new int[20].Select(_ => context.CallActivityAsync(nameof(Note), much)));
        }
    }

    private sealed class CountingGate : ICallGate
    {
        public List<string> Kinds { get; } = [];

        public Task<T> Pass<T>(StoreCall call, Func<T> apply, CancellationToken stop)
        {
            Kinds.Add(call.Kind);
            return OpenGate.Instance.Pass(call, apply, stop);
        }
    }
}
