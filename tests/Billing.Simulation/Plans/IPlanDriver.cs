namespace Billing.Simulation.Plans;

/// <summary>Lets time pass over plans, by what stands in for the real world's timers.</summary>
public interface IPlanDriver : IAsyncDisposable
{
    /// <summary>Everything that comes due until then happens when it is due.</summary>
    Task PassUntil(DateTimeOffset at);

    /// <summary>A plan was moved by somebody.</summary>
    Task Moved(string plan);
}
