using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using static Billing.LocalHost.Tests.Durable.EventTests;

namespace Billing.LocalHost.Tests.Durable;

public sealed class ControlTests
{
    private readonly DurableWorld _world = new(typeof(Listen), typeof(TimerTests.Sleep), typeof(Note));

    [Fact]
    public async Task A_suspended_instance_takes_nothing_in_until_it_is_resumed()
    {
        await _world.StartAsync(nameof(Listen), 1);
        await _world.Client.SuspendInstanceAsync("one", "a pause");
        await _world.RaiseAsync("word", "hello");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await _world.LookAsync()).RuntimeStatus);

        await _world.Client.ResumeInstanceAsync("one", "on");
        await _world.SettleAsync();

        Assert.Equal("Completed \"hello\"", await _world.EndAsync());
    }

    [Fact]
    public async Task A_timer_that_ran_out_during_a_suspension_fires_after_it()
    {
        await _world.StartAsync(nameof(TimerTests.Sleep), TimeSpan.FromHours(1));
        await _world.Client.SuspendInstanceAsync("one");
        await _world.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await _world.LookAsync()).RuntimeStatus);

        await _world.Client.ResumeInstanceAsync("one");
        await _world.SettleAsync();

        Assert.Equal("Completed \"2026-03-31T14:00:00Z\"", await _world.EndAsync());
    }

    [Fact]
    public async Task What_an_activity_brings_back_during_a_suspension_is_not_lost()
    {
        var world = new DurableWorld(typeof(ActivityTests.Chain), typeof(Note));
        var held = new TaskCompletionSource();
        world.Diary.Work = _ => held.Task;
        await world.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ActivityTests.Chain), "a", new StartOrchestrationOptions("one"));
        var settling = world.SettleAsync();
        await world.Client.SuspendInstanceAsync("one");
        held.SetResult();
        await settling;
        Assert.Equal(["a"], world.Diary.Entries);

        await world.Client.ResumeInstanceAsync("one");
        await world.SettleAsync();

        Assert.Equal(["a", "<a>"], world.Diary.Entries);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await world.LookAsync()).RuntimeStatus);
    }

    [Fact]
    public async Task A_terminated_instance_has_ended_with_the_output_given()
    {
        await _world.StartAsync(nameof(Listen), 1);

        await _world.Client.TerminateInstanceAsync("one", "enough");
        await _world.SettleAsync();
        await _world.RaiseAsync("word", "too late");

        Assert.Equal("Terminated \"enough\"", await _world.EndAsync());
        Assert.True((await _world.LookAsync()).IsCompleted);
    }

    [Fact]
    public async Task An_instance_that_has_ended_cannot_be_told_what_to_do()
    {
        await _world.StartAsync(nameof(Listen), 0);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _world.Client.TerminateInstanceAsync("one", null));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _world.Client.SuspendInstanceAsync("one"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _world.Client.ResumeInstanceAsync("one"));
        await Assert.ThrowsAsync<ArgumentException>(() => _world.Client.TerminateInstanceAsync("none", null));
    }

    [Fact]
    public async Task Only_what_has_ended_can_be_purged_and_then_nothing_is_left()
    {
        await _world.StartAsync(nameof(Listen), 1);
        Assert.Equal(0, (await _world.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);
        Assert.Equal(0, (await _world.Client.PurgeInstanceAsync("none")).PurgedInstanceCount);
        await _world.RaiseAsync("word", "a");

        Assert.Equal(1, (await _world.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);

        Assert.Null(await _world.Client.GetInstanceAsync("one"));
        Assert.Empty(_world.Store.Open("TestHubNameLocalHost").Rows);
    }
}
