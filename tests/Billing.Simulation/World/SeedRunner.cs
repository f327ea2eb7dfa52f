using System.Collections.Concurrent;
using System.Diagnostics;
using Billing.Simulation.Faults;

namespace Billing.Simulation.World;

/// <summary>Runs many worlds, one thread each, as many at once as asked for.</summary>
public static class SeedRunner
{
    private const int StackBytes = 16 * 1024 * 1024;

    /// <param name="seeds">Of which at most the first failing ones are kept.</param>
    /// <param name="ended">Told of each result, by any of the threads.</param>
    /// <param name="budget">After this no further seed is begun.</param>
    public static SeedSummary Run(
        IEnumerable<ulong> seeds,
        Func<ulong, SimOptions> options,
        int threads,
        Action<SimResult>? ended = null,
        TimeSpan? budget = null)
    {
        var began = Stopwatch.GetTimestamp();
        var queue = new ConcurrentQueue<ulong>(seeds);
        var summary = new SeedSummary();
        var runs = Enumerable.Range(0, threads).Select(_ => new Thread(Work, StackBytes)).ToList();
        foreach (var run in runs) run.Start();
        foreach (var run in runs) run.Join();
        return summary;

        void Work()
        {
            while (!(Stopwatch.GetElapsedTime(began) > budget) && queue.TryDequeue(out var seed))
            {
                var result = SimRun.Of(options(seed));
                lock (summary) summary.Add(result);
                ended?.Invoke(result);
            }
        }
    }
}

/// <summary>What many worlds came to.</summary>
public sealed class SeedSummary
{
    private const int MaxKept = 20;

    private readonly long[] _faults = new long[FaultMix.All.Count + 1];
    private readonly List<SimResult> _failed = [];

    public int Seeds { get; private set; }

    public int Failures { get; private set; }

    public SimCounts Counts { get; private set; } = SimCounts.None;

    /// <summary>In order of their seeds.</summary>
    public IReadOnlyList<SimResult> Failed => [.. _failed.OrderBy(it => it.Seed)];

    public IEnumerable<(FaultKind Kind, long Count)> Faults => FaultMix.All.Select(kind => (kind, _faults[(int)kind]));

    public void Add(SimResult result)
    {
        Seeds++;
        Counts = Counts.Plus(result.Counts);
        foreach (var (kind, count) in result.Faults) _faults[(int)kind] += count;
        if (result.IsClean) return;
        Failures++;
        if (_failed.Count < MaxKept) _failed.Add(result);
    }
}
