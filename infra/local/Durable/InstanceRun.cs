using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Durable;

/// <summary>
/// Works on one instance until it has nothing to do: takes a step, commits it, sends what it sent, runs the activities
/// that it called, takes the next. What another changed meanwhile is read again.
/// </summary>
internal sealed class InstanceRun(
    string instance,
    InstanceStore store,
    DurableFunctions functions,
    DurableTaskClient client,
    Postman postman,
    TimeProvider clock,
    DurableOptions options,
    ILoggerFactory logs)
{
    private const int MaxPut = 10;

    private readonly RunningActivities _activities = new(
        instance, new(functions, options, logs.CreateLogger<ActivityRun>()), client, options, clock);

    private TaskCompletionSource _changed = new();

    /// <summary>When the instance next has something to do, as far as this run knows.</summary>
    public DateTimeOffset? Due { get; private set; }

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The instance was told something: it is read again.</summary>
    public void Changed() => Volatile.Read(ref _changed).TrySetResult();

    public async Task RunAsync(CancellationToken stop)
    {
        InstanceState? state = null;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            if (TakeChanged()) state = null;
            state ??= await store.LoadAsync(instance, stop);
            Due = state?.Head.Due;
            if (state is null || state.Head.IsHeldBy(options.Worker, Now)) return;

            if (await ChangeAsync(state, stop) is { } change) state = await CommitAsync(state, change, stop);
            else if (_activities.IsAny) await _activities.WaitAsync(Volatile.Read(ref _changed).Task, stop);
            else if (!Volatile.Read(ref _changed).Task.IsCompleted) return;
        }
    }

    private bool TakeChanged()
    {
        if (!Volatile.Read(ref _changed).Task.IsCompleted) return false;

        Volatile.Write(ref _changed, new TaskCompletionSource());
        return true;
    }

    // Null when there is nothing to change.
    private async Task<InstanceChange?> ChangeAsync(InstanceState state, CancellationToken stop)
    {
        if (state.Outbox.Count > 0)
        {
            await postman.DeliverAsync(state, stop);
            return Step.OfDelivery(state, Now);
        }

        if (Step.OfControls(state, Now) is { } controlled) return controlled;
        if (state.Head.IsOver) return OfEnded(state);
        if (state.Head.IsSuspended) return await OfSuspendedAsync(state);
        if (!state.HasBegun && state.Head.StartAt > Now) return Step.Idle(state, state.Head.StartAt);

        return await OfOrchestratorAsync(state, stop);
    }

    private InstanceChange? OfEnded(InstanceState state)
    {
        _activities.Keep(state.Head.Execution, []);
        return Step.OfEnded(state);
    }

    // What comes back meanwhile is put aside, once.
    private async Task<InstanceChange?> OfSuspendedAsync(InstanceState state)
    {
        var put = new List<Arrival>();
        foreach (var (task, result) in await _activities.ResultsAsync())
        {
            var id = $"{instance}.{state.Head.Execution}.{task}.result";
            if (state.Inbox.Any(arrival => arrival.SentBy == id)) _activities.Forget(state.Head.Execution, task);
            else put.Add(new(InstanceRows.InboxKey(Now, id), Now, id, state.Head.Execution, result));
        }

        return put.Count == 0 ? Step.Idle(state, null) : Step.Unchanged(state) with { Put = [.. put.Take(MaxPut)] };
    }

    private async Task<InstanceChange?> OfOrchestratorAsync(InstanceState state, CancellationToken stop)
    {
        await using var scope = functions.OpenScope();
        var replay = new Replay(state, functions.Orchestrator(state.Head.Name, scope.ServiceProvider, client), logs);
        _activities.Keep(state.Head.Execution, replay.Activities);
        var results = await _activities.ResultsAsync();
        var plan = TurnPlan.Of(state, replay, [.. results.Select(result => result.Result)], Now);
        if (state.HasBegun && plan.IsEmpty && replay.Ending is null) return OfWaiting(state, replay, stop);

        replay.Play(plan.At, plan.Inputs);
        return Step.Of(state, plan, replay, options.Worker, options.Lease);
    }

    private InstanceChange? OfWaiting(InstanceState state, Replay replay, CancellationToken stop)
    {
        var open = replay.Activities.ToList();
        if (open.Count == 0) return Step.Idle(state, replay.Timers.FirstOrDefault()?.At);

        var isHeld = state.Head.Owner == options.Worker && state.Head.OwnedUntil > Now + options.Lease / 2;
        if (!isHeld) return Step.Hold(state, options.Worker, Now, options.Lease);

        _activities.Start(state.Head.Execution, open, stop);
        return null;
    }

    private async Task<InstanceState?> CommitAsync(InstanceState state, InstanceChange change, CancellationToken stop)
    {
        try
        {
            return await store.CommitAsync(state, change, stop);
        }
        catch (RowTooLargeException tooLarge)
        {
            return await store.CommitAsync(state, Step.OfFailure(state, Failures.Of(tooLarge), Now), stop);
        }
    }
}
