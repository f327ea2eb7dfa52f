using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Tests.Durable;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData("Note", "Note", "Completed")]
    [InlineData(
        "Note", "Stumble", "asks for the activity 'Stumble' as step 0, and its history says the activity 'Note'")]
    [InlineData("Note", "timer", "asks for a timer as step 0, and its history says the activity 'Note'")]
    [InlineData("timer", "nothing", "no longer asks for a timer, which its history has as step 0")]
    [InlineData("nothing", "Note", "asks for the activity 'Note', of which its history knows nothing")]
    public async Task An_orchestrator_that_asks_for_something_else_in_a_replay_fails(
        string first, string then, string how)
    {
        var world = new DurableWorld(typeof(Waver), typeof(Note), typeof(Stumble));
        Waver.Asks.Value = first;
        await world.StartAsync(nameof(Waver));

        Waver.Asks.Value = then;
        await world.RaiseAsync("go");

        var end = how == "Completed" ? how : $"Failed The orchestrator 'Waver' is not deterministic: it {how}.";
        Assert.Equal(end, await world.EndAsync());
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("delay after a call")]
    [InlineData("never")]
    public async Task An_orchestrator_that_awaits_the_world_fails(string what)
    {
        var world = new DurableWorld(typeof(Strayer), typeof(Note));

        await world.StartAsync(nameof(Strayer), what);

        Assert.Equal(
            "Failed The orchestrator 'Strayer' awaits something that its context did not give it.",
            await world.EndAsync());
    }

    [Fact]
    public async Task Time_and_ids_are_the_same_in_each_replay()
    {
        var world = new DurableWorld(typeof(Constant), typeof(Note));
        await world.StartAsync(nameof(Constant));

        foreach (var _ in new int[3]) await world.PassAsync(TimeSpan.FromHours(1));

        var seen = world.Diary.Entries;
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await world.LookAsync()).RuntimeStatus);
        Assert.True(seen.Count >= 4);
        Assert.Single(seen.Distinct());
        Assert.NotEqual(seen[0].Split(' ')[0], seen[0].Split(' ')[1]);
    }

    [Fact]
    public async Task What_is_new_is_no_replay()
    {
        var world = new DurableWorld(typeof(Constant), typeof(Note));
        await world.StartAsync(nameof(Constant));

        foreach (var _ in new int[3]) await world.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("Completed \"old old new\"", await world.EndAsync());
    }

    [Fact]
    public async Task A_replay_safe_logger_says_each_thing_once()
    {
        var world = new DurableWorld(typeof(Teller), typeof(Note));

        await world.StartAsync(nameof(Teller));

        Assert.Equal(["log: first", "a", "log: second", "b", "log: third"], world.Diary.Entries);
    }

    /// <summary>Asks for what the test says at the moment.</summary>
    public static class Waver
    {
        public static AsyncLocal<string> Asks { get; } = new();

        [Function(nameof(Waver))]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var asked = Asks.Value switch
            {
                "nothing" => Task.CompletedTask,
                "timer" => context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None),
                var activity => context.CallActivityAsync(activity!, "x"),
            };
            await context.WaitForExternalEvent<object>("go");
            if (Asks.Value != "timer") await asked;
        }
    }

    public static class Strayer
    {
        [Function(nameof(Strayer))]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var what = context.GetInput<string>()!;
            if (what.Contains("call", StringComparison.Ordinal)) await context.CallActivityAsync(nameof(Note), "x");
            await (what == "never" ? new TaskCompletionSource().Task : Task.Delay(TimeSpan.FromMinutes(1)));
        }
    }

    public static class Teller
    {
        [Function(nameof(Teller))]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var log = context.CreateReplaySafeLogger<DeterminismTests>();
            DiaryLogs.Said(log, "first");
            await context.CallActivityAsync(nameof(Note), "a");
            DiaryLogs.Said(log, "second");
            await context.CallActivityAsync(nameof(Note), "b");
            DiaryLogs.Said(log, "third");
        }
    }

    public sealed class Constant(Diary diary)
    {
        [Function(nameof(Constant))]
        public async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            diary.Write($"{context.NewGuid()} {context.NewGuid()} {context.CurrentUtcDateTime:O}");
            var seen = new List<string>();
            for (var i = 0; i < 3; i++)
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                seen.Add(context.IsReplaying ? "old" : "new");
            }

            return string.Join(' ', seen);
        }
    }
}
