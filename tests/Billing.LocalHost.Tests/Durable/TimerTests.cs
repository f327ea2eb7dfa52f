using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using static Billing.LocalHost.Tests.Durable.DurableWorld;

namespace Billing.LocalHost.Tests.Durable;

public sealed class TimerTests
{
    [Fact]
    public async Task A_timer_fires_at_its_time_and_not_before()
    {
        var world = new DurableWorld(typeof(Sleep));
        await world.StartAsync(nameof(Sleep), TimeSpan.FromDays(40));

        Assert.Equal(Noon.AddDays(40), await world.Engine.NextDueAtAsync(CancellationToken.None));
        await world.PassAsync(TimeSpan.FromDays(40) - TimeSpan.FromTicks(1));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await world.LookAsync()).RuntimeStatus);
        await world.PassAsync(TimeSpan.FromTicks(1));

        Assert.Equal("Completed \"2026-05-10T12:00:00Z\"", await world.EndAsync());
        Assert.Null(await world.Engine.NextDueAtAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_timer_outlives_the_process()
    {
        var world = new DurableWorld(typeof(Sleep));
        await world.StartAsync(nameof(Sleep), TimeSpan.FromHours(1));

        world.Engine = world.NewEngine(Billing.Simulation.Storage.OpenGate.Instance);
        await world.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal("Completed \"2026-03-31T15:00:00Z\"", await world.EndAsync());
    }

    [Fact]
    public async Task A_timer_of_the_past_fires_at_once()
    {
        var world = new DurableWorld(typeof(Sleep));

        await world.StartAsync(nameof(Sleep), TimeSpan.FromHours(-1));

        Assert.Equal("Completed \"2026-03-31T12:00:00Z\"", await world.EndAsync());
    }

    [Fact]
    public async Task A_cancelled_timer_is_over_and_nothing_is_due_for_it()
    {
        var world = new DurableWorld(typeof(Recall));

        await world.StartAsync(nameof(Recall));

        Assert.Equal(Noon.AddDays(2), await world.Engine.NextDueAtAsync(CancellationToken.None));
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal("Completed \"TaskCanceledException\"", await world.EndAsync());
    }

    [Fact]
    public async Task Timers_missed_together_fire_in_the_order_of_their_times()
    {
        var world = new DurableWorld(typeof(Alarms), typeof(Note));
        await world.StartAsync(nameof(Alarms));

        await world.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal(["1", "2", "3"], world.Diary.Entries);
    }

    public static class Sleep
    {
        [Function(nameof(Sleep))]
        public static async Task<DateTime> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CreateTimer(context.GetInput<TimeSpan>(), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }
    }

    public static class Recall
    {
        [Function(nameof(Recall))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var recall = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(1), recall.Token);
            recall.Cancel();
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(2), CancellationToken.None);
            return await Name(timer);
        }

        private static async Task<string> Name(Task timer)
        {
            try
            {
                await timer;
                return "fired";
            }
            catch (OperationCanceledException cancelled)
            {
                return cancelled.GetType().Name;
            }
        }
    }

    public static class Alarms
    {
        [Function(nameof(Alarms))]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            return Task.WhenAll(Alarm(3), Alarm(1), Alarm(2));

            async Task Alarm(int hours)
            {
                await context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None);
                await context.CallActivityAsync(nameof(Note), $"{hours}");
            }
        }
    }
}
