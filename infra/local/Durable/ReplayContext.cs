using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Durable;

/// <summary>An orchestrator's view of its instance while it is replayed and carried on.</summary>
internal sealed class ReplayContext(InstanceHead head, ReplayLoop loop, ILoggerFactory logs) : TaskOrchestrationContext
{
    private readonly SortedDictionary<int, OpenTask> _open = [];
    private readonly DecisionLog _log = new(head.Name);
    private int _guids;

    public DecisionLog Log => _log;

    public EventWaits Events { get; } = new();

    public IEnumerable<Decision> Open => _open.Values.Select(task => task.Decision);

    /// <summary>Whether anything could carry the orchestrator on.</summary>
    public bool IsWaiting => _open.Count > 0 || Events.IsAny;

    public DateTimeOffset Now { get; set; }

    public string? CustomStatus { get; private set; } = head.CustomStatus;

    /// <summary>What the orchestrator begins again with, once it returns.</summary>
    public AskedAnew? Anew { get; private set; }

    public override TaskName Name => head.Name;

    public override string InstanceId => head.InstanceId;

    public override DateTime CurrentUtcDateTime => Now.UtcDateTime;

    public override bool IsReplaying => _log.IsReplaying;

    protected override ILoggerFactory LoggerFactory => logs;

    public override T? GetInput<T>() where T : default => Payload.Read<T>(head.Input);

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        EnsureOnThread();
        var json = Payload.Write(input, $"The input of the activity '{name}'");
        return Call(options, () => Ask<TResult>(new Decision.CallActivity(_log.Next, name, json)));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        EnsureOnThread();
        var (name, instance) = (orchestratorName.Name, NewGuid().ToString("N"));
        var json = Payload.Write(input, $"The input of the sub-orchestration '{name}'");
        return Call(options, () => Ask<TResult>(new Decision.StartChild(_log.Next, name, instance, json)));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        EnsureOnThread();
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);

        var task = _log.Next;
        var timer = Ask<object>(new Decision.StartTimer(task, new DateTimeOffset(fireAt.ToUniversalTime())));
        cancellationToken.Register(() =>
        {
            if (_open.Remove(task, out var open)) open.Cancel(cancellationToken);
        });
        return timer;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureOnThread();
        return Events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        EnsureOnThread();
        var json = Payload.Write(payload, $"The event '{eventName}'");
        _log.Accepts(new Decision.SendEvent(_log.Next, InstanceIds.Check(instanceId), eventName, json));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        EnsureOnThread();
        CustomStatus = Payload.Write(customStatus, "The custom status", Payload.MaxStatusCharacters);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        EnsureOnThread();
        Anew = new(Payload.Write(newInput, "The new input"), preserveUnprocessedEvents);
    }

    public override Guid NewGuid() => NamedGuid.Of($"{InstanceId}_{head.Execution}_{CurrentUtcDateTime:o}_{_guids++}");

    public void Take(TurnInput input)
    {
        switch (input)
        {
            case TurnInput.EventRaised raised:
                Events.Raise(raised);
                break;
            case TurnInput.TimerFired fired when _open.Remove(fired.Task, out var timer):
                timer.Complete(null);
                break;
            case TurnInput.TaskCompleted completed when _open.Remove(completed.Task, out var task):
                task.Complete(completed.Payload);
                break;
            case TurnInput.TaskFailed failed when _open.Remove(failed.Task, out var task):
                task.Fail(NameOf(task.Decision), failed.Failure);
                break;
        }
    }

    private static string NameOf(Decision decision) => decision switch
    {
        Decision.CallActivity call => call.Name,
        Decision.StartChild child => child.Name,
        _ => decision.Subject,
    };

    private Task<T> Call<T>(TaskOptions? options, Func<Task<T>> call) =>
        options?.Retry?.Policy is { } policy ? Retries.Run(this, policy, call) : call();

    // What does not agree with the history never comes back; the instance fails by it.
    private Task<T> Ask<T>(Decision decision)
    {
        EnsureOnThread();
        var open = new OpenTask<T>(decision);
        if (_log.Accepts(decision)) _open.Add(decision.Task, open);
        return open.Task;
    }

    private void EnsureOnThread()
    {
        if (loop.IsOnThread) return;

        _log.BreakByWaiting();
        throw new InvalidOperationException(_log.Violation);
    }
}

/// <summary>An orchestrator asked to begin again.</summary>
internal sealed record AskedAnew(string? Input, bool KeepsEvents);
