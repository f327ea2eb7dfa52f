using System.Collections.Concurrent;
using Billing.Benchmarks.Load;

namespace Billing.Benchmarks.Peers;

/// <summary>
/// Hands lanes to workers as a bus hands out sessions: one worker a lane, its deliveries one after another.
/// </summary>
internal static class Lanes
{
    public static Task Drain(Workload load, int workers, Func<int, Reading[], Task> take)
    {
        var waiting = new ConcurrentQueue<IReadOnlyList<Reading[]>>(load.Lanes);
        return Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out var lane))
                foreach (var delivery in lane) await take(worker, delivery);
        })));
    }
}
