using Billing.Benchmarks.Load;

namespace Billing.Benchmarks.Peers;

/// <summary>One way to charge a stream of usage exactly once.</summary>
internal interface IPeer
{
    string Name { get; }

    /// <summary>Opens fresh accounts with their funds; off the clock.</summary>
    Task Prepare(Workload load, CancellationToken stop);

    /// <summary>Charges the whole stream; returns when all of it is acknowledged.</summary>
    Task Charge(Workload load, CancellationToken stop);

    /// <summary>What the store has computed so far, on all cores.</summary>
    TimeSpan StoreTime { get; }

    /// <summary>Counts what the store holds, and lets go of it; off the clock.</summary>
    Task<Tally> Audit(Workload load, CancellationToken stop);
}
