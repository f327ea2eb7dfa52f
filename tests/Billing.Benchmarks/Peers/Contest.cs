using System.Diagnostics;
using Billing.Benchmarks.Load;

namespace Billing.Benchmarks.Peers;

/// <summary>
/// Lets peers charge the same stream in turn, round after round, and believes a round only when every store's auditor
/// counts the same sums and no duplicate.
/// </summary>
internal sealed class Contest(Workload load, IReadOnlyList<(IPeer Peer, int Events)> peers)
{
    /// <summary>
    /// Every peer's code is compiled, and compiled again where it is busy, before anything is measured.
    /// </summary>
    private const int WarmUpEvents = 5_000;

    /// <summary>The speeds of each peer, a figure a round.</summary>
    public async Task<IReadOnlyDictionary<string, List<Speed>>> Run(int rounds, CancellationToken stop)
    {
        var speeds = peers.ToDictionary(it => it.Peer.Name, _ => new List<Speed>());
        var loads = peers.ToDictionary(it => it.Peer, it => it.Events >= load.Events ? load : load.First(it.Events));
        var expected = loads.Values.Distinct().ToDictionary(it => it, Tally.Expected);
        Console.WriteLine($"{load.Name}: {load.Events:N0} events, {load.Ids.Count:N0} accounts");
        foreach (var (peer, events) in peers) await Run(peer, load.First(Math.Min(events, WarmUpEvents)), stop);
        for (var round = 1; round <= rounds; round++)
        {
            var tallies = new List<(Workload Load, Tally Tally)>();
            foreach (var (peer, _) in round % 2 == 1 ? peers : peers.Reverse())
            {
                var part = loads[peer];
                var (speed, tally) = await Run(peer, part, stop);
                Console.WriteLine($"  round {round}: {peer.Name,-12} {speed}");
                tally.Require(expected[part], $"{peer.Name} and the stream");
                foreach (var (_, other) in tallies.Where(it => it.Load == part)) tally.Require(other, peer.Name);
                tallies.Add((part, tally));
                speeds[peer.Name].Add(speed);
            }
            Console.WriteLine($"  round {round}: all auditors count the same sums and no duplicate");
        }
        return speeds;
    }

    private static async Task<(Speed Speed, Tally Tally)> Run(IPeer peer, Workload load, CancellationToken stop)
    {
        await peer.Prepare(load, stop);
        GC.Collect();
        var (began, store, client) = (Stopwatch.GetTimestamp(), peer.StoreTime, Environment.CpuUsage.TotalTime);
        await peer.Charge(load, stop);
        var elapsed = Stopwatch.GetElapsedTime(began);
        var speed = new Speed(load.Events, elapsed, Environment.CpuUsage.TotalTime - client, peer.StoreTime - store);
        return (speed, await peer.Audit(load, stop));
    }
}

/// <summary>How long a peer took for a stream, and what it computed for it.</summary>
internal sealed record Speed(int Events, TimeSpan Elapsed, TimeSpan Client, TimeSpan Store)
{
    public double PerSecond => Events / Elapsed.TotalSeconds;

    public double ClientMicroseconds => Client.TotalMicroseconds / Events;

    public double StoreMicroseconds => Store.TotalMicroseconds / Events;

    public override string ToString() =>
        $"{PerSecond,11:N0} events/s ({Events:N0} in {Elapsed.TotalSeconds:N2} s; processor time per event: "
        + $"client {ClientMicroseconds:N2} us, store {StoreMicroseconds:N2} us)";
}
