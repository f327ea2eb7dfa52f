using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Tests.Durable;

public sealed class ChildTests
{
    [Fact]
    public async Task A_sub_orchestration_is_an_instance_of_its_own_and_hands_back_its_result()
    {
        var world = new DurableWorld(typeof(Parent), typeof(Child), typeof(Note));

        await world.StartAsync(nameof(Parent), "a b c");

        Assert.Equal("Completed \"A B C\"", await world.EndAsync());
        Assert.Equal(3, (await InstancesAsync(world)).Count(instance => instance.Name == nameof(Child)));
    }

    [Fact]
    public async Task The_failure_of_a_sub_orchestration_is_the_failure_of_the_call()
    {
        var world = new DurableWorld(typeof(Parent), typeof(Child), typeof(Note));

        await world.StartAsync(nameof(Parent), "");

        Assert.Equal(
            "Failed Task 'Child' (#0) failed with an unhandled exception: There is no word.", await world.EndAsync());
    }

    [Fact]
    public async Task A_sub_orchestration_may_be_tried_again()
    {
        var world = new DurableWorld(typeof(PatientParent), typeof(Child), typeof(Note));
        await world.StartAsync(nameof(PatientParent));

        await world.PassAsync(TimeSpan.FromSeconds(10));

        Assert.StartsWith("Failed Task 'Child' (#2)", await world.EndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminated_sub_orchestration_has_failed_for_its_parent()
    {
        var world = new DurableWorld(typeof(Parent), typeof(Child), typeof(Note));
        await world.StartAsync(nameof(Parent), "wait");

        var child = (await InstancesAsync(world)).Single(instance => instance.Name == nameof(Child));
        await world.Client.TerminateInstanceAsync(child.InstanceId, "enough");
        await world.SettleAsync();

        Assert.EndsWith("The sub-orchestration was terminated.", await world.EndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestrator_may_send_events_to_others_and_to_nobody()
    {
        var world = new DurableWorld(typeof(Speaker), typeof(EventTests.Listen));
        await world.StartAsync(nameof(EventTests.Listen), 2, "ear");

        await world.StartAsync(nameof(Speaker));

        Assert.Equal("Completed", await world.EndAsync());
        Assert.Equal("Completed \"hello again\"", await world.EndAsync("ear"));
    }

    private static async Task<List<OrchestrationMetadata>> InstancesAsync(DurableWorld world)
    {
        var all = new List<OrchestrationMetadata>();
        await foreach (var instance in world.Client.GetAllInstancesAsync()) all.Add(instance);
        return all;
    }

    public static class Parent
    {
        [Function(nameof(Parent))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var calls = context.GetInput<string>()!.Split(' ')
                .Select(word => context.CallSubOrchestratorAsync<string>(nameof(Child), word));
            return string.Join(' ', await Task.WhenAll(calls));
        }
    }

    public static class PatientParent
    {
        [Function(nameof(PatientParent))]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallSubOrchestratorAsync(
                nameof(Child), "", TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromSeconds(10))));
    }

    public static class Child
    {
        [Function(nameof(Child))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var word = context.GetInput<string>()!;
            if (word.Length == 0) throw new ArgumentException("There is no word.");
            if (word == "wait") await context.WaitForExternalEvent<string>("go");

            await context.CallActivityAsync(nameof(Note), word);
            return word.ToUpperInvariant();
        }
    }

    public static class Speaker
    {
        [Function(nameof(Speaker))]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.SendEvent("ear", "word", "hello");
            context.SendEvent("nobody", "word", "hello");
            await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            context.SendEvent("ear", "word", "again");
        }
    }
}
