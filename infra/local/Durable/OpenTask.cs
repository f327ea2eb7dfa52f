using Microsoft.DurableTask;

namespace Billing.LocalHost.Durable;

/// <summary>Something that an orchestrator asked for and that has not come back.</summary>
internal abstract class OpenTask(Decision decision)
{
    public Decision Decision => decision;

    public abstract void Complete(string? payload);

    public abstract void Fail(string name, TaskFailureDetails failure);

    public abstract void Cancel(CancellationToken cause);
}

/// <summary>The same, with the type of what comes back.</summary>
internal sealed class OpenTask<T>(Decision decision) : OpenTask(decision)
{
    // Continuations run at once: they are the orchestrator, on the thread that replays it.
    private readonly TaskCompletionSource<T> _source = new();

    public Task<T> Task => _source.Task;

    public override void Complete(string? payload)
    {
        T? value;
        try
        {
            value = Payload.Read<T>(payload);
        }
        catch (Exception unreadable)
        {
            _source.TrySetException(unreadable);
            return;
        }

        _source.TrySetResult(value!);
    }

    public override void Fail(string name, TaskFailureDetails failure) =>
        _source.TrySetException(new TaskFailedException(name, Decision.Task, failure));

    public override void Cancel(CancellationToken cause) => _source.TrySetCanceled(cause);
}
