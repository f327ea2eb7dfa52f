using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Billing.LocalHost.Tests.Durable;

public sealed class ActivityTests
{
    [Fact]
    public async Task Activities_run_one_after_another_and_hand_back_their_results()
    {
        var world = new DurableWorld(typeof(Chain), typeof(Note));

        await world.StartAsync(nameof(Chain), "a");

        Assert.Equal("Completed \"\\u003C\\u003Ca\\u003E\\u003E\"", await world.EndAsync());
        Assert.Equal(["a", "<a>"], world.Diary.Entries);
    }

    [Fact]
    public async Task Activities_called_together_all_run_before_the_orchestrator_goes_on()
    {
        var world = new DurableWorld(typeof(Fan), typeof(Note));

        await world.StartAsync(nameof(Fan), 120);

        Assert.Equal("Completed 120", await world.EndAsync());
        Assert.Equal(120, world.Diary.Entries.Distinct().Count());
    }

    public static class Chain
    {
        [Function(nameof(Chain))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var first = await context.CallActivityAsync<string>(nameof(Note), context.GetInput<string>());
            return await context.CallActivityAsync<string>(nameof(Note), first);
        }
    }

    public static class Fan
    {
        [Function(nameof(Fan))]
        public static async Task<int> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var calls = Enumerable.Range(0, context.GetInput<int>())
                .Select(number => context.CallActivityAsync<string>(nameof(Note), $"{number}"));
            return (await Task.WhenAll(calls)).Length;
        }
    }
}
