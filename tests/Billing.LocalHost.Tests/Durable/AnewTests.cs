using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Tests.Durable;

public sealed class AnewTests
{
    [Fact]
    public async Task An_instance_that_begins_anew_has_a_new_input_and_no_history()
    {
        var world = new DurableWorld(typeof(Countdown), typeof(Note));

        await world.StartAsync(nameof(Countdown), 30);

        Assert.Equal("Completed \"done\"", await world.EndAsync());
        Assert.Equal(30, world.Diary.Entries.Count);
        Assert.True(world.Store.Open("TestHubNameLocalHost").Partition("one").Count < 10);
    }

    [Theory]
    [InlineData(true, "Completed \"b\"")]
    [InlineData(false, "Running")]
    public async Task Events_that_nobody_took_are_kept_or_dropped_as_asked(bool keeps, string end)
    {
        var world = new DurableWorld(typeof(TakeOne));
        await world.StartAsync(nameof(TakeOne), keeps ? "keep" : "drop");

        foreach (var word in new[] { "a", "b" }) await world.Client.RaiseEventAsync("one", "word", word);
        await world.SettleAsync();

        Assert.Equal(end, await world.EndAsync());
    }

    [Fact]
    public async Task Results_of_the_run_before_mean_nothing_to_the_next()
    {
        var world = new DurableWorld(typeof(Impatient), typeof(Note));
        var held = new TaskCompletionSource();
        world.Diary.Work = input => input == "slow" ? held.Task : Task.CompletedTask;
        await world.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Impatient), true, new StartOrchestrationOptions("one"));
        var settling = world.SettleAsync();

        await world.Client.RaiseEventAsync("one", "go");
        held.SetResult();
        await settling;

        Assert.Equal("Completed \"<quick>\"", (await world.EndAsync()).Replace("\\u003C", "<").Replace("\\u003E", ">"));
    }

    [Fact]
    public async Task The_custom_status_stays_until_it_is_set_again()
    {
        var world = new DurableWorld(typeof(Countdown), typeof(Note));

        await world.StartAsync(nameof(Countdown), 3);

        Assert.Equal("left 3", (await world.LookAsync()).ReadCustomStatusAs<string>());
    }

    public static class Countdown
    {
        [Function(nameof(Countdown))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var left = context.GetInput<int>();
            if (left == 0) return "done";

            if (left == 3) context.SetCustomStatus("left 3");
            await context.CallActivityAsync(nameof(Note), $"{left}");
            context.ContinueAsNew(left - 1);
            return "not shown";
        }
    }

    public static class TakeOne
    {
        [Function(nameof(TakeOne))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var how = context.GetInput<string>();
            var word = await context.WaitForExternalEvent<string>("WORD");
            if (how != "done") context.ContinueAsNew("done", preserveUnprocessedEvents: how == "keep");
            return word;
        }
    }

    public static class Impatient
    {
        [Function(nameof(Impatient))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var isFirst = context.GetInput<bool>();
            var call = context.CallActivityAsync<string>(nameof(Note), isFirst ? "slow" : "quick");
            if (!isFirst) return await call;

            await context.WaitForExternalEvent<object>("go");
            context.ContinueAsNew(false);
            return "not shown";
        }
    }
}
