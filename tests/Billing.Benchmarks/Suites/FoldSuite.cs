using System.Globalization;
using Billing.Benchmarks.Load;
using Billing.Benchmarks.Peers;
using Billing.Benchmarks.Report;

namespace Billing.Benchmarks.Suites;

/// <summary>
/// Rating alone: from events in memory to the rows of a commit, deduplicated, priced, encoded and hashed, on one core.
/// Counted in processor time, collecting garbage and compiling included.
/// </summary>
internal sealed class FoldSuite : Suite
{
    private const double Bar = 1_000_000;
    private const int Events = 200_000;
    private const int WarmUps = 20;

    public override Task Run(Options options, Results results, CancellationToken stop)
    {
        var load = Workload.Hot(Events, options.Seed);
        var heads = OfflineLedger.Openings(load).Select(plan => plan.Next).ToList();
        var expected = Tally.Expected(load).Lines;
        var speeds = new List<double>();
        for (var round = 1 - WarmUps; round <= options.Rounds; round++)
        {
            var (lines, time) = Charge(load, new OfflineLedger(heads));
            if (lines != expected) throw new BenchmarkFailedException($"{lines} lines were rated.");
            if (round < 1) continue;
            speeds.Add(load.Events / time.TotalSeconds);
            results.AddRound("fold", round, "ours", speeds[^1], time.TotalMicroseconds / load.Events, 0);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"fold: round {round}: {speeds[^1]:N0} events per second of one core"));
        }
        var ratio = Ratio.Of(speeds);
        results.Add(new(
            "L0 rating alone (fold, dedupe, encode, hash), one core", "≥ 1,000,000 events/s", ratio.Numbers,
            ratio.Median >= Bar, "processor time; one account, commits of 1,000 events"));
        return Task.CompletedTask;
    }

    /// <summary>What reading a message leaves is given; making the events of it, with their hashes, counts.</summary>
    private static (long Lines, TimeSpan Time) Charge(Workload load, OfflineLedger ledger)
    {
        var (lines, began) = (0L, Environment.CpuUsage.TotalTime);
        foreach (var delivery in load.Lanes[0])
        {
            var reported = OurLedger.Reported(load, delivery);
            foreach (var (_, charged) in ledger.Charge(load.Ids[0], reported)) lines += charged;
        }
        return (lines, Environment.CpuUsage.TotalTime - began);
    }
}
