using Billing.LocalHost.Durable;
using Billing.Simulation.Storage;
using Microsoft.DurableTask;

namespace Billing.LocalHost.Tests.Durable;

public sealed class LeaseTests
{
    private readonly DurableWorld _world = new(typeof(ActivityTests.Chain), typeof(Note));

    [Fact]
    public async Task While_one_worker_runs_an_activity_others_leave_its_instance_alone()
    {
        var other = _world.NewEngine(OpenGate.Instance, new DurableOptions { Worker = "other" });
        var held = new TaskCompletionSource();
        _world.Diary.Work = _ => held.Task;
        await StartAsync();
        var settling = _world.SettleAsync();

        Assert.Equal(0, await other.RunUntilIdleAsync(CancellationToken.None));
        held.SetResult();
        await settling;

        Assert.Equal(["a", "<a>"], _world.Diary.Entries);
    }

    [Fact]
    public async Task What_a_dead_worker_held_is_taken_up_when_its_lease_is_over()
    {
        await DieInAnActivityAsync(new DurableOptions());
        _world.Engine = _world.NewEngine(OpenGate.Instance, new DurableOptions { Worker = "other" });
        await _world.SettleAsync();
        Assert.Equal(["a"], _world.Diary.Entries);
        Assert.Equal(DurableWorld.Noon.AddSeconds(30), await _world.Engine.NextDueAtAsync(CancellationToken.None));

        await _world.PassAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(["a", "a", "<a>"], _world.Diary.Entries);
    }

    [Fact]
    public async Task A_worker_of_the_same_name_takes_up_at_once_what_it_held()
    {
        await DieInAnActivityAsync(new DurableOptions());

        _world.Engine = _world.NewEngine(OpenGate.Instance);
        await _world.SettleAsync();

        Assert.Equal(["a", "a", "<a>"], _world.Diary.Entries);
    }

    [Fact]
    public async Task A_long_activity_keeps_its_lease()
    {
        var held = new TaskCompletionSource();
        _world.Diary.Work = _ => held.Task;
        await StartAsync();
        var settling = _world.SettleAsync();
        for (var i = 0; i < 10; i++) _world.Clock.Advance(TimeSpan.FromSeconds(15));

        var other = _world.NewEngine(OpenGate.Instance, new DurableOptions { Worker = "other" });
        Assert.Equal(0, await other.RunUntilIdleAsync(CancellationToken.None));
        held.SetResult();
        await settling;

        Assert.Equal(["a", "<a>"], _world.Diary.Entries);
    }

    [Fact]
    public async Task Many_workers_at_once_do_each_thing_once()
    {
        for (var i = 0; i < 20; i++) await StartAsync($"i{i}");
        var workers = Enumerable.Range(0, 4).Select(number => _world.NewEngine(
            OpenGate.Instance, new DurableOptions { Worker = $"{number}" }));

        foreach (var worker in workers) await worker.RunUntilIdleAsync(CancellationToken.None);

        Assert.Equal(40, _world.Diary.Entries.Count);
        for (var i = 0; i < 20; i++) Assert.True((await _world.LookAsync($"i{i}")).IsCompleted);
    }

    private Task<string> StartAsync(string id = "one") => _world.Client.ScheduleNewOrchestrationInstanceAsync(
        nameof(ActivityTests.Chain), "a", new StartOrchestrationOptions(id));

    private async Task DieInAnActivityAsync(DurableOptions options)
    {
        await StartAsync();
        var dying = _world.NewEngine(
            OpenGate.Instance, options with { EndsTheProcess = death => death is ProcessDiedException });
        _world.Diary.Work = _ => throw new ProcessDiedException();
        await Assert.ThrowsAsync<ProcessDiedException>(() => dying.RunUntilIdleAsync(CancellationToken.None));
        _world.Diary.Work = _ => Task.CompletedTask;
    }
}
