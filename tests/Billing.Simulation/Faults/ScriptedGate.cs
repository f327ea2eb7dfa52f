using Billing.Simulation.Storage;

namespace Billing.Simulation.Faults;

/// <summary>The tables as a process sees them whose calls a script numbers.</summary>
/// <param name="retries">How often a call that failed on its way is sent again, as the client library would.</param>
public sealed class ScriptedGate(ScriptedPath path, int retries) : ICallGate
{
    public Task<T> Pass<T>(StoreCall call, Func<T> apply, CancellationToken stop) =>
        path.Pass(ScriptedCall.Of(call, retries), apply);
}
