using Billing.Simulation.Storage;

namespace Billing.LocalHost.Tests.Durable;

/// <summary>A process that dies at one of its calls to the store, before or after the call is done, for good.</summary>
internal sealed class DyingGate(int lastCall, bool isDone) : ICallGate
{
    private int _calls;

    public bool IsDead => _calls >= lastCall;

    public Task<T> Pass<T>(StoreCall call, Func<T> apply, CancellationToken stop)
    {
        if (++_calls < lastCall) return OpenGate.Instance.Pass(call, apply, stop);

        if (_calls == lastCall && isDone) apply();
        return Task.FromException<T>(new ProcessDiedException());
    }
}

/// <summary>Nothing of the process runs after this.</summary>
internal sealed class ProcessDiedException : Exception;
