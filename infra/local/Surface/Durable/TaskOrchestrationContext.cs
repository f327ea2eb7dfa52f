using Billing.LocalHost.Durable;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>
/// What an orchestrator may do; the same code asks the same of it, in the same order, each time that it is replayed.
/// </summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>The orchestrator.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The instance.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The time of this step, the same in each replay; UTC.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>True while what happens now has happened before.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Where replay-safe loggers write.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The input of this run of the instance.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity.</summary>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object>(name, input, options);

    /// <summary>Calls an activity without input.</summary>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) =>
        CallActivityAsync(name, null, options);

    /// <summary>Calls an activity without input and takes its result.</summary>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) =>
        CallActivityAsync<TResult>(name, null, options);

    /// <summary>Calls an activity and takes its result.</summary>
    public abstract Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>Waits that long, over restarts too.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>Waits until then, over restarts too.</summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>The next event of that name, also one that came before.</summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>The next event of that name, or a TaskCanceledException after the timeout.</summary>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout)
    {
        using var timer = new CancellationTokenSource();
        using var wait = new CancellationTokenSource();
        var late = CreateTimer(timeout, timer.Token);
        var arrival = WaitForExternalEvent<T>(eventName, wait.Token);
        if (await Task.WhenAny(arrival, late) == arrival) timer.Cancel();
        else wait.Cancel();
        return await arrival;
    }

    /// <summary>Sends an event to another instance; dropped when there is none.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets what the instance shows of itself.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Runs another orchestrator as an instance of its own and takes its result.</summary>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <summary>Runs another orchestrator without input and takes its result.</summary>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <summary>Runs another orchestrator without input.</summary>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <summary>Runs another orchestrator as an instance of its own.</summary>
    public virtual Task CallSubOrchestratorAsync(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>Begins again with a new input and an empty history, once the orchestrator returns.</summary>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>A GUID that is the same in each replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent in replays.</summary>
    public virtual ILogger CreateReplaySafeLogger<T>() => new ReplaySafeLogger(this, LoggerFactory.CreateLogger<T>());
}
