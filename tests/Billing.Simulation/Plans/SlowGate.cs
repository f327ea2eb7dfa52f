using Billing.Simulation.Storage;
using Billing.Simulation.Support;

namespace Billing.Simulation.Plans;

/// <summary>A way to the store on which every call takes its time, one after another.</summary>
public sealed class SlowGate(SetClock clock, TimeSpan each) : ICallGate
{
    public int Calls { get; private set; }

    public Task<T> Pass<T>(StoreCall call, Func<T> apply, CancellationToken stop)
    {
        Calls++;
        clock.Advance(each);
        return OpenGate.Instance.Pass(call, apply, stop);
    }
}
