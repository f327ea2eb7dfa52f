using Billing.Simulation.Storage;

namespace Billing.Simulation.Plans;

/// <summary>The end of a process in the midst of its work.</summary>
public sealed class ProcessKilledException() : Exception("The process was killed.");

/// <summary>The way of one process to the store, which dies at a call: none of its later calls arrives.</summary>
/// <param name="diesAt">Counted from 1; zero never dies.</param>
/// <param name="arrives">Whether the store does what the process never learns of.</param>
public sealed class KillGate(int diesAt, bool arrives) : ICallGate
{
    public int Calls { get; private set; }

    public bool IsDead { get; private set; }

    public Task<T> Pass<T>(StoreCall call, Func<T> apply, CancellationToken stop)
    {
        if (IsDead) return Task.FromException<T>(new ProcessKilledException());
        Calls++;
        if (Calls != diesAt) return OpenGate.Instance.Pass(call, apply, stop);

        IsDead = true;
        if (arrives) _ = OpenGate.Instance.Pass(call, apply, stop).Exception;
        return Task.FromException<T>(new ProcessKilledException());
    }
}
