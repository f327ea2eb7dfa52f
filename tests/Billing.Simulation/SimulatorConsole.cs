using System.Diagnostics;
using System.Globalization;
using Billing.Simulation.Faults;
using Billing.Simulation.World;

namespace Billing.Simulation;

/// <summary>The simulator on the command line: many seeds, or one that failed, again.</summary>
public static class SimulatorConsole
{
    private const string Usage = """
        --seeds N      run the seeds 1 to N, or N from --seed on
        --seed S       run one seed, byte for byte as before, and print its hashes
        --ops N        operations in each, 500 if left out
        --faults LIST  none, all, or kinds such as ResetAfter,Crash
        --minutes N    begin no further seed after so long
        --threads N    as many as the machine has if left out
        """;

    /// <summary>Whether the arguments are for the simulator and not for the test platform.</summary>
    public static bool Understands(string[] args) => args.Any(arg => arg is "--seeds" or "--seed");

    /// <summary>The command that runs a seed again.</summary>
    public static string Replay(ulong seed, int operations, string faults = "all") => string.Create(
        CultureInfo.InvariantCulture,
        $"dotnet run -c Release --project tests/Billing.Simulation -- --seed {seed} "
        + $"--ops {operations} --faults {faults}");

    public static int Run(string[] args, TextWriter output)
    {
        if (SimulatorArguments.Read(args) is not { } asked)
        {
            output.WriteLine(Usage);
            return 2;
        }
        return asked.Seeds == 1 ? RunOne(asked, output) : RunMany(asked, output);
    }

    private static int RunOne(SimulatorArguments asked, TextWriter output)
    {
        var result = SeedRunner.Run([asked.First], asked.Options, 1, it => Print(it, output));
        return result.Failures == 0 ? 0 : 1;
    }

    private static void Print(SimResult result, TextWriter output)
    {
        output.WriteLine($"seed {result.Seed}: trace {result.TraceHash}, tables {result.TablesHash}");
        output.WriteLine($"{result.Counts}");
        if (result.IsClean) return;
        foreach (var line in result.Told) output.WriteLine(line);
        foreach (var violation in result.Violations) output.WriteLine($"VIOLATION {violation}");
    }

    private static int RunMany(SimulatorArguments asked, TextWriter output)
    {
        var (began, done) = (Stopwatch.GetTimestamp(), 0);
        var seeds = Enumerable.Range(0, asked.Seeds).Select(number => asked.First + (ulong)number);
        var summary = SeedRunner.Run(seeds, asked.Options, asked.Threads, result =>
        {
            var count = Interlocked.Increment(ref done);
            if (!result.IsClean) output.WriteLine($"seed {result.Seed}: {result.Violations[0]}");
            if (count % Math.Max(1, asked.Seeds / 20) == 0)
                output.WriteLine(
                    $"{count} of {asked.Seeds} seeds in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
        }, asked.Budget);
        Print(summary, asked, output, Stopwatch.GetElapsedTime(began));
        return summary.Failures == 0 ? 0 : 1;
    }

    private static void Print(SeedSummary summary, SimulatorArguments asked, TextWriter output, TimeSpan elapsed)
    {
        var counts = summary.Counts;
        output.WriteLine($"""
            {summary.Seeds} seeds, {counts.Operations} operations, {counts.StoreCalls} storage calls,
            {counts.Commits} commits, {counts.Rated} events rated, {counts.Quarantined} in quarantine,
            {counts.Crashes} crashes, {counts.VirtualTime.TotalDays:F0} days of virtual time
            in {elapsed.TotalSeconds:F1} s; {summary.Failures} seeds with violations
            """);
        foreach (var (kind, count) in summary.Faults) output.WriteLine($"  {kind,-20} {count,12}");
        foreach (var failed in summary.Failed)
        {
            output.WriteLine($"seed {failed.Seed}: {string.Join("; ", failed.Violations)}");
            output.WriteLine($"  {Replay(failed.Seed, asked.Operations, asked.FaultsAsWritten)}");
        }
    }
}
