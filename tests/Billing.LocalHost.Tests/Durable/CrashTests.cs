using Billing.LocalHost.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Billing.LocalHost.Tests.Durable;

public sealed class CrashTests
{
    private static readonly Type[] Functions =
    [
        typeof(ActivityTests.Chain), typeof(ActivityTests.Fan), typeof(AnewTests.Countdown), typeof(AnewTests.TakeOne),
        typeof(ChildTests.Parent), typeof(ChildTests.Child), typeof(ChildTests.Speaker), typeof(EventTests.Listen),
        typeof(EventTests.ListenForAnHour), typeof(TimerTests.Alarms), typeof(Everything), typeof(Note),
    ];

    [Theory]
    [InlineData(nameof(ActivityTests.Chain), "\"a\"", "")]
    [InlineData(nameof(ActivityTests.Fan), "5", "")]
    [InlineData(nameof(AnewTests.Countdown), "4", "")]
    [InlineData(nameof(AnewTests.TakeOne), "\"keep\"", "word word")]
    [InlineData(nameof(ChildTests.Parent), "\"a b c\"", "")]
    [InlineData(nameof(EventTests.Listen), "2", "word word")]
    [InlineData(nameof(EventTests.ListenForAnHour), "0", "1h")]
    [InlineData(nameof(TimerTests.Alarms), "0", "1h 1h 1h")]
    [InlineData(nameof(Everything), "3", "go 1h go 1h")]
    public async Task A_process_that_dies_at_any_call_to_the_store_changes_nothing_in_the_end(
        string orchestrator, string input, string acts)
    {
        var story = new Story(orchestrator, System.Text.Json.JsonSerializer.Deserialize<object>(input)!, acts);
        var (end, notes, _) = await PlayAsync(story, int.MaxValue, false);
        Assert.StartsWith("Completed", end, StringComparison.Ordinal);

        var deaths = 0;
        foreach (var isDone in new[] { false, true })
        {
            for (var call = 1; ; call++)
            {
                var crashed = await PlayAsync(story, call, isDone);
                if (!crashed.Died) break;

                deaths++;
                Assert.Equal((call, isDone, end), (call, isDone, crashed.End));
                Assert.Equal(notes.Order(), crashed.Notes.Distinct().Order());
                Assert.True(crashed.Notes.Count <= notes.Count + 5, $"Call {call}: {string.Join(' ', crashed.Notes)}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{orchestrator}: {deaths} deaths");
        Assert.True(deaths > 10);
    }

    private static async Task<(string End, IReadOnlyList<string> Notes, bool Died)> PlayAsync(
        Story story, int lastCall, bool isDone)
    {
        var world = new DurableWorld(Functions);
        var gate = new DyingGate(lastCall, isDone);
        world.Engine = world.NewEngine(
            gate, new DurableOptions { EndsTheProcess = death => death is ProcessDiedException });
        await SurviveAsync(world, () => StartAsync(world, story));
        foreach (var act in story.Acts.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (act == "1h") world.Clock.Advance(TimeSpan.FromHours(1));
            else await SurviveAsync(world, () => world.Client.RaiseEventAsync("one", act, act));
            await SurviveAsync(world, world.SettleAsync);
        }

        var died = gate.IsDead;
        world.Engine = world.NewEngine(Simulation.Storage.OpenGate.Instance);
        return (await world.EndAsync(), world.Diary.Entries, died);
    }

    // A caller whose call died asks whether it was done before it repeats it.
    private static async Task StartAsync(DurableWorld world, Story story)
    {
        if (await world.Client.GetInstanceAsync("one") is null)
        {
            await world.Client.ScheduleNewOrchestrationInstanceAsync(
                story.Orchestrator, story.Input, new StartOrchestrationOptions("one"));
        }

        await world.SettleAsync();
    }

    private static async Task SurviveAsync(DurableWorld world, Func<Task> act)
    {
        var arrived = world.Store.Open(new DurableOptions().TableName).Rows.Count();
        try
        {
            await act();
        }
        catch (ProcessDiedException)
        {
            world.Engine = world.NewEngine(Simulation.Storage.OpenGate.Instance);
            if (world.Store.Open(new DurableOptions().TableName).Rows.Count() == arrived) await act();
            await world.SettleAsync();
        }
    }

    /// <summary>What happens to one instance: events by their names, and hours that pass.</summary>
    private sealed record Story(string Orchestrator, object Input, string Acts);

    /// <summary>Calls, waits, sends and begins anew.</summary>
    public static class Everything
    {
        [Function(nameof(Everything))]
        public static async Task<int> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var round = context.GetInput<int>();
            if (round <= 1) return round;

            context.SetCustomStatus($"round {round}");
            await context.WaitForExternalEvent<string>("go");
            var child = context.CallSubOrchestratorAsync<string>(nameof(ChildTests.Child), $"child {round}");
            var call = context.CallActivityAsync<string>(nameof(Note), $"call {round}");
            await Task.WhenAll(child, call, context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None));
            context.SendEvent(context.InstanceId, "echo", round);
            await context.WaitForExternalEvent<int>("echo");
            context.ContinueAsNew(round - 1);
            return 0;
        }
    }
}
