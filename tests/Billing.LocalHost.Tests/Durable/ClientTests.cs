using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using static Billing.LocalHost.Tests.Durable.DurableWorld;
using static Billing.LocalHost.Tests.Durable.EventTests;

namespace Billing.LocalHost.Tests.Durable;

public sealed class ClientTests
{
    private readonly DurableWorld _world = new(typeof(Listen), typeof(Mirror));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_id_whose_instance_has_not_ended_cannot_be_used_again(bool isPending)
    {
        await _world.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Listen), 1, new StartOrchestrationOptions("one", isPending ? Noon.AddDays(1) : null));
        if (!isPending) await _world.SettleAsync();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => _world.StartAsync(nameof(Listen), 2));

        Assert.Contains("'one' already exists", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await _world.LookAsync()).ReadInputAs<int>());
    }

    [Fact]
    public async Task An_instance_that_has_ended_is_replaced()
    {
        await _world.StartAsync(nameof(Listen), 1);
        await _world.RaiseAsync("word", "a");
        _world.Clock.Advance(TimeSpan.FromHours(1));

        await _world.StartAsync(nameof(Listen), 2);

        var instance = await _world.LookAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, instance.RuntimeStatus);
        Assert.Equal((Noon.AddHours(1), (string?)null), (instance.CreatedAt, instance.SerializedOutput));
    }

    [Fact]
    public async Task A_start_may_be_put_off()
    {
        await _world.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Listen), 0, new StartOrchestrationOptions("one", Noon.AddHours(2)));

        await _world.PassAsync(TimeSpan.FromHours(1));
        await _world.RaiseAsync("word", "early");
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await _world.LookAsync()).RuntimeStatus);
        await _world.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("Completed \"\"", await _world.EndAsync());
    }

    [Fact]
    public async Task Without_an_id_each_instance_has_one_of_its_own()
    {
        var first = await _world.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Listen), 1);
        var second = await _world.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Listen), 1);

        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a#b")]
    [InlineData("@a")]
    [InlineData("a\nb")]
    public async Task An_id_that_storage_cannot_keep_is_refused(string id) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _world.StartAsync(nameof(Listen), 1, id));

    [Fact]
    public async Task An_orchestrator_that_the_app_does_not_have_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _world.StartAsync("Nobody"));

    [Fact]
    public async Task Instances_are_found_by_status_time_and_beginning_of_their_id()
    {
        await _world.StartAsync(nameof(Listen), 0, "a1");
        await _world.StartAsync(nameof(Listen), 1, "a2");
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _world.StartAsync(nameof(Listen), 1, "b1");

        Assert.Equal("a1 a2 b1", await FoundAsync(new()));
        Assert.Equal("a1 a2", await FoundAsync(new(InstanceIdPrefix: "a")));
        Assert.Equal("a2 b1", await FoundAsync(new(Statuses: [OrchestrationRuntimeStatus.Running])));
        Assert.Equal("b1", await FoundAsync(new(CreatedFrom: Noon.AddMinutes(1))));
        Assert.Equal("a1 a2", await FoundAsync(new(CreatedTo: Noon.AddMinutes(1), PageSize: 1)));
    }

    [Fact]
    public async Task Inputs_and_outputs_are_there_when_they_were_asked_for()
    {
        await _world.StartAsync(nameof(Listen), 0);

        var bare = (await _world.Client.GetInstanceAsync("one"))!;

        Assert.Null(bare.SerializedInput);
        Assert.Throws<InvalidOperationException>(() => bare.ReadInputAs<int>());
        Assert.Equal("", (await _world.LookAsync()).ReadOutputAs<string>());
        Assert.Null(await _world.Client.GetInstanceAsync("none"));
    }

    [Fact]
    public async Task Waiting_ends_with_the_instance()
    {
        await _world.StartAsync(nameof(Listen), 1);
        Assert.Equal("one", (await _world.Client.WaitForInstanceStartAsync("one")).InstanceId);
        var end = _world.Client.WaitForInstanceCompletionAsync("one", getInputsAndOutputs: true);

        await _world.RaiseAsync("word", "a");
        await _world.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("a", (await end).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Payloads_keep_the_names_of_their_members_and_are_read_without_regard_to_case()
    {
        await _world.StartAsync(nameof(Mirror), new { name = "x", COUNT = 3 });

        var output = JsonNode.Parse((await _world.LookAsync()).SerializedOutput!)!;

        Assert.Equal("""{"Name":"x","Count":4}""", output.ToJsonString());
    }

    [Fact]
    public async Task What_is_too_long_to_keep_is_refused()
    {
        var tooLong = new string('x', 32 * 1024 - 1);
        await Assert.ThrowsAsync<ArgumentException>(() => _world.StartAsync(nameof(Listen), tooLong));
        await _world.StartAsync(nameof(Listen), 1);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => _world.RaiseAsync("word", tooLong));
        await _world.RaiseAsync("word", tooLong[2..]);

        Assert.Equal("The event 'word' has 32769 characters of JSON; 32768 are allowed.", refusal.Message);
        Assert.StartsWith("Completed", await _world.EndAsync(), StringComparison.Ordinal);
    }

    private async Task<string> FoundAsync(OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var instance in _world.Client.GetAllInstancesAsync(query)) ids.Add(instance.InstanceId);
        return string.Join(' ', ids);
    }

    public sealed record Thing(string Name, int Count);

    public static class Mirror
    {
        [Function(nameof(Mirror))]
        public static Thing Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var thing = context.GetInput<Thing>()!;
            return thing with { Count = thing.Count + 1 };
        }
    }
}
