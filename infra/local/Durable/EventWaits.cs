namespace Billing.LocalHost.Durable;

/// <summary>
/// Who waits for which event, and which events nobody waits for yet. The latest wait is served first, and a wait that
/// was cancelled still takes the event it would have had: so it is on Azure.
/// </summary>
internal sealed class EventWaits
{
    private readonly Dictionary<string, Stack<Wait>> _waits = new(StringComparer.OrdinalIgnoreCase);
    private List<TurnInput.EventRaised> _unclaimed = [];

    /// <summary>In the order of their arrival.</summary>
    public IReadOnlyList<TurnInput.EventRaised> Unclaimed => _unclaimed;

    /// <summary>Whether an event could carry the orchestrator on.</summary>
    public bool IsAny => _waits.Values.SelectMany(waits => waits).Any(wait => !wait.IsOver);

    public Task<T> Wait<T>(string name, CancellationToken cancelled)
    {
        var wait = new Wait<T>();
        if (_unclaimed.Find(raised => IsNamed(raised, name)) is { } early)
        {
            _unclaimed.Remove(early);
            wait.Take(early.Payload);
            return wait.Task;
        }

        if (!_waits.TryGetValue(name, out var waits)) _waits.Add(name, waits = new());
        if (waits.TryPeek(out var other) && other is not Wait<T>)
            throw new ArgumentException($"The event '{name}' is waited for with two types.", nameof(name));
        waits.Push(wait);
        cancelled.Register(() => wait.Cancel(cancelled));
        return wait.Task;
    }

    public void Raise(TurnInput.EventRaised raised)
    {
        if (_waits.TryGetValue(raised.Name, out var waits) && waits.TryPop(out var wait)) wait.Take(raised.Payload);
        else Keep(raised);
    }

    /// <summary>Leaves it for whoever waits later.</summary>
    public void Keep(TurnInput.EventRaised raised) => _unclaimed.Add(raised);

    private static bool IsNamed(TurnInput.EventRaised raised, string name) =>
        raised.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One wait for an event.</summary>
internal abstract class Wait
{
    public abstract bool IsOver { get; }

    public abstract void Take(string? payload);
}

/// <summary>The same, with the type of the payload.</summary>
internal sealed class Wait<T> : Wait
{
    private readonly TaskCompletionSource<T> _source = new();

    public Task<T> Task => _source.Task;

    public override bool IsOver => _source.Task.IsCompleted;

    public override void Take(string? payload)
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

    public void Cancel(CancellationToken cause) => _source.TrySetCanceled(cause);
}
