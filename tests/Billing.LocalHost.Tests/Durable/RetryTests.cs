using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Billing.LocalHost.Tests.Durable;

public sealed class RetryTests
{
    [Fact]
    public async Task A_failed_activity_is_tried_again_after_growing_waits()
    {
        var world = new DurableWorld(typeof(Persist), typeof(Stumble));
        await world.StartAsync(nameof(Persist), 3);

        var tries = new List<int> { world.Diary.Entries.Count };
        foreach (var seconds in new[] { 10, 19, 1, 24, 1 })
        {
            await world.PassAsync(TimeSpan.FromSeconds(seconds));
            tries.Add(world.Diary.Entries.Count);
        }

        Assert.Equal([1, 2, 2, 3, 3, 4], tries);
        Assert.Equal("Completed \"4\"", await world.EndAsync());
    }

    [Fact]
    public async Task After_the_last_try_the_orchestrator_learns_what_went_wrong()
    {
        var world = new DurableWorld(typeof(Persist), typeof(Stumble));
        await world.StartAsync(nameof(Persist), 99);

        for (var i = 0; i < 10; i++) await world.PassAsync(TimeSpan.FromSeconds(25));

        Assert.Equal(4, world.Diary.Entries.Count);
        Assert.Equal(
            "Completed \"Stumble 6 System.TimeoutException: Try 4 failed. True False\"", await world.EndAsync());
    }

    [Fact]
    public async Task Without_a_policy_one_failure_is_the_end()
    {
        var world = new DurableWorld(typeof(Once), typeof(Stumble));

        await world.StartAsync(nameof(Once));

        Assert.Equal(
            "Failed Task 'Stumble' (#0) failed with an unhandled exception: Try 1 failed.", await world.EndAsync());
        var failure = (await world.LookAsync()).FailureDetails!;
        Assert.True(failure.IsCausedBy<TaskFailedException>());
        Assert.True(failure.InnerFailure!.IsCausedBy<TimeoutException>());
    }

    [Fact]
    public async Task After_the_timeout_of_the_policy_no_try_begins()
    {
        var world = new DurableWorld(typeof(Hurry), typeof(Stumble));
        await world.StartAsync(nameof(Hurry));

        for (var i = 0; i < 10; i++) await world.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(4, world.Diary.Entries.Count);
    }

    [Fact]
    public async Task An_activity_that_the_app_does_not_have_fails()
    {
        var world = new DurableWorld(typeof(Once));

        await world.StartAsync(nameof(Once));

        const string Why = "The app has no activity of the name 'Stumble'.";
        Assert.EndsWith(Why, await world.EndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(0, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.FromSeconds(1), 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new RetryPolicy(1, TimeSpan.FromSeconds(2), maxRetryInterval: TimeSpan.FromSeconds(1)));
    }

    public static class Persist
    {
        [Function(nameof(Persist))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var policy = new RetryPolicy(4, TimeSpan.FromSeconds(10), 2, TimeSpan.FromSeconds(25));
            try
            {
                return $"{await context.CallActivityAsync<int>(
                    nameof(Stumble), context.GetInput<int>(), TaskOptions.FromRetryPolicy(policy))}";
            }
            catch (TaskFailedException failed)
            {
                var why = failed.FailureDetails;
                return $"{failed.TaskName} {failed.TaskId} {why} {why.IsCausedBy<TimeoutException>()} "
                    + why.IsCausedBy<ArgumentException>();
            }
        }
    }

    public static class Once
    {
        [Function(nameof(Once))]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync(nameof(Stumble), 99);
    }

    public static class Hurry
    {
        [Function(nameof(Hurry))]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var policy = new RetryPolicy(99, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromSeconds(30));
            return context.CallActivityAsync(nameof(Stumble), 99, TaskOptions.FromRetryPolicy(policy));
        }
    }
}
