using System.Collections.Concurrent;
using System.Diagnostics;
using Billing.Simulation.Faults;
using Billing.Simulation.Proof;

namespace Billing.Simulation.CrashPoints;

/// <summary>
/// Every call of every operation with every fault; and, for pairs, every second fault after the first.
/// </summary>
/// <param name="threads">How many runs at once, each on a thread of its own.</param>
public sealed class CrashRunner(int threads, Sabotage sabotage = Sabotage.None)
{
    private const int StackBytes = 16 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, CrashResult> _calm = new(StringComparer.Ordinal);

    /// <summary>The operation without a fault, and without what is broken on purpose.</summary>
    public CrashResult Calm(CrashOperation operation) =>
        _calm.GetOrAdd(operation.Name, _ => CrashRun.Of(new(operation, []), expected: null));

    public CrashResult Run(CrashPoint point) => CrashRun.Of(point, Calm(point.Operation).Outcome, sabotage);

    public IEnumerable<CrashPoint> Singles(CrashOperation operation) =>
        from number in Enumerable.Range(1, Calm(operation).Calls.Count)
        from mode in Calm(operation).Calls[number - 1].Modes
        select new CrashPoint(operation, [new(number, mode)]);

    /// <summary>
    /// The first fault changes what is called after it, so that the second is chosen from the calls of its run. Of the
    /// queries of one table in a row, as timers look through their partitions, the first and the last are struck.
    /// </summary>
    public static IEnumerable<CrashPoint> Seconds(CrashResult first) =>
        from number in Enumerable.Range(1, first.Calls.Count)
        where number > first.Point.Faults[^1].Number && !IsWithin(first.Calls, number)
        from mode in first.Calls[number - 1].Modes
        select first.Point.With(new(number, mode));

    /// <summary>Runs all, until the budget is spent.</summary>
    /// <param name="ended">Told of each result, by any of the threads.</param>
    public void Run(
        IEnumerable<CrashOperation> operations, bool pairs, Action<CrashResult> ended, TimeSpan? budget = null)
    {
        var began = Stopwatch.GetTimestamp();
        var all = operations.SelectMany(Singles);
        if (pairs) all = all.Where(it => !IsWithin(Calm(it.Operation).Calls, it.Faults[0].Number));
        var queue = new ConcurrentQueue<CrashPoint>(all);
        var runs = Enumerable.Range(0, threads).Select(_ => new Thread(Work, StackBytes)).ToList();
        foreach (var run in runs) run.Start();
        foreach (var run in runs) run.Join();

        bool IsTime() => !(Stopwatch.GetElapsedTime(began) > budget);

        void Work()
        {
            while (IsTime() && queue.TryDequeue(out var point))
            {
                var first = Run(point);
                ended(first);
                if (!pairs || !first.IsClean) continue;
                foreach (var second in Seconds(first).TakeWhile(_ => IsTime())) ended(Run(second));
            }
        }
    }

    private static bool IsWithin(IReadOnlyList<ScriptedCall> calls, int number) =>
        number > 1 && number < calls.Count
        && calls[number - 1].QueriedTable is { Length: > 0 } table
        && calls[number - 2].QueriedTable == table
        && calls[number].QueriedTable == table;
}
