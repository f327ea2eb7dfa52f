namespace Billing.LocalHost.Durable;

/// <summary>
/// Runs the continuations of one orchestrator on the thread that replays it, one after another, and notices those that
/// come from elsewhere: an orchestrator that awaits the world cannot be replayed.
/// </summary>
internal sealed class ReplayLoop : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Run, object? State)> _waiting = new();
    private readonly Lock _gate = new();
    private int _thread = Environment.CurrentManagedThreadId;
    private bool _isOpen = true;

    /// <summary>Something outside tried to carry the orchestrator on.</summary>
    public bool WasDisturbed { get; private set; }

    public bool IsOnThread => _isOpen && Environment.CurrentManagedThreadId == _thread;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            if (IsOnThread) _waiting.Enqueue((d, state));
            else WasDisturbed = true;
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("An orchestrator runs on one thread.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Does it and all that follows from it.</summary>
    public void Run(Action act)
    {
        var before = Current;
        SetSynchronizationContext(this);
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            act();
            while (_waiting.TryDequeue(out var next)) next.Run(next.State);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>What still comes is dropped: the replay is over.</summary>
    public void Close()
    {
        lock (_gate) _isOpen = false;
    }
}
