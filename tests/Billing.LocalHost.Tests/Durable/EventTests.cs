using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Tests.Durable;

public sealed class EventTests
{
    [Fact]
    public async Task An_event_carries_its_payload_to_the_one_who_waits()
    {
        var world = new DurableWorld(typeof(Listen));
        await world.StartAsync(nameof(Listen), 1);

        await world.RaiseAsync("word", "hello");

        Assert.Equal("Completed \"hello\"", await world.EndAsync());
    }

    [Fact]
    public async Task Names_of_events_differ_by_more_than_case()
    {
        var world = new DurableWorld(typeof(Listen));
        await world.StartAsync(nameof(Listen), 1);

        await world.RaiseAsync("other", "no");
        await world.RaiseAsync("WORD", "yes");

        Assert.Equal("Completed \"yes\"", await world.EndAsync());
    }

    [Fact]
    public async Task Events_that_come_before_anyone_waits_are_kept_in_their_order()
    {
        var world = new DurableWorld(typeof(Listen));
        await world.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Listen), 3, new StartOrchestrationOptions("one"));
        foreach (var word in new[] { "a", "b" }) await world.Client.RaiseEventAsync("one", "word", word);
        await world.SettleAsync();

        await world.RaiseAsync("word", "c");

        Assert.Equal("Completed \"a b c\"", await world.EndAsync());
    }

    [Fact]
    public async Task A_flood_of_events_is_taken_in_whole()
    {
        var world = new DurableWorld(typeof(Listen));
        await world.StartAsync(nameof(Listen), 130);

        for (var i = 0; i < 130; i++) await world.Client.RaiseEventAsync("one", "word", $"{i}");
        await world.SettleAsync();

        Assert.Equal($"Completed \"{string.Join(' ', Enumerable.Range(0, 130))}\"", await world.EndAsync());
    }

    [Theory]
    [InlineData(59, "Completed \"in time\"")]
    [InlineData(60, "Completed \"TaskCanceledException\"")]
    public async Task A_wait_with_a_timeout_ends_by_whichever_comes_first(int minutes, string end)
    {
        var world = new DurableWorld(typeof(ListenForAnHour));
        await world.StartAsync(nameof(ListenForAnHour));

        await world.PassAsync(TimeSpan.FromMinutes(minutes));
        await world.RaiseAsync("word", "in time");

        Assert.Equal(end, await world.EndAsync());
        Assert.Null(await world.Engine.NextDueAtAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_happened_first_counts_first_when_both_are_late()
    {
        var world = new DurableWorld(typeof(ListenForAnHour));
        await world.StartAsync(nameof(ListenForAnHour));

        world.Clock.Advance(TimeSpan.FromMinutes(59));
        await world.Client.RaiseEventAsync("one", "word", "in time");
        await world.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal("Completed \"in time\"", await world.EndAsync());
    }

    [Fact]
    public async Task The_latest_of_several_waits_is_served_first()
    {
        var world = new DurableWorld(typeof(ListenTwice));
        await world.StartAsync(nameof(ListenTwice));

        await world.RaiseAsync("word", "a");
        await world.RaiseAsync("word", "b");

        Assert.Equal("Completed \"b a\"", await world.EndAsync());
    }

    [Fact]
    public async Task A_wait_that_was_given_up_still_takes_an_event()
    {
        var world = new DurableWorld(typeof(ListenLater));
        await world.StartAsync(nameof(ListenLater));
        await world.PassAsync(TimeSpan.FromHours(1));

        await world.RaiseAsync("word", "lost");
        await world.RaiseAsync("go");
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await world.LookAsync()).RuntimeStatus);
        await world.RaiseAsync("word", "heard");

        Assert.Equal("Completed \"heard\"", await world.EndAsync());
    }

    [Fact]
    public async Task Events_for_nobody_are_dropped()
    {
        var world = new DurableWorld(typeof(Listen));
        await world.RaiseAsync("word", "to nobody");
        await world.StartAsync(nameof(Listen), 1);
        await world.RaiseAsync("word", "a");
        await world.RaiseAsync("word", "too late");

        await world.StartAsync(nameof(Listen), 1);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await world.LookAsync()).RuntimeStatus);
        await world.RaiseAsync("word", "b");

        Assert.Equal("Completed \"b\"", await world.EndAsync());
    }

    public static class Listen
    {
        [Function(nameof(Listen))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var words = new List<string>();
            for (var left = context.GetInput<int>(); left > 0; left--)
                words.Add(await context.WaitForExternalEvent<string>("word"));
            return string.Join(' ', words);
        }
    }

    public static class ListenForAnHour
    {
        [Function(nameof(ListenForAnHour))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.WaitForExternalEvent<string>("word", TimeSpan.FromHours(1));
            }
            catch (TaskCanceledException late)
            {
                return late.GetType().Name;
            }
        }
    }

    public static class ListenTwice
    {
        [Function(nameof(ListenTwice))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var first = context.WaitForExternalEvent<string>("word");
            var second = context.WaitForExternalEvent<string>("word");
            return $"{await first} {await second}";
        }
    }

    public static class ListenLater
    {
        [Function(nameof(ListenLater))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await ListenForAnHour.Run(context);
            await context.WaitForExternalEvent<object>("go");
            return await context.WaitForExternalEvent<string>("word");
        }
    }
}
