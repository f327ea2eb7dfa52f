using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Billing.Simulation.Faults;

namespace Billing.Simulation.CrashPoints;

/// <summary>The crash points on the command line: all of them, those of one operation, pairs, or one again.</summary>
public static class CrashConsole
{
    public const string Word = "crash-points";

    private const int MaxTold = 50;
    private const int Progress = 2_000;
    private const string Usage = """
        crash-points          every fault at every call of every operation
        --pairs               and every second fault after each
        --operation NAME      of one operation
        --at NAME             one again, such as redeem:4-KillAfter,9-Hang, with its calls
        --minutes N           begin no further one after so long
        --threads N           as many as the machine has if left out
        """;

    public static int Run(string[] args, TextWriter output)
    {
        var words = new Queue<string>(args.Skip(1));
        var (operations, pairs, threads) = (CrashOperation.All, false, Environment.ProcessorCount);
        TimeSpan? budget = null;
        while (words.TryDequeue(out var word))
        {
            if (word == "--pairs") pairs = true;
            else if (word == "--at" && words.TryDequeue(out var name)) return RunOne(name, output);
            else if (word == "--operation" && words.TryDequeue(out var one) && Find(one) is { } it) operations = [it];
            else if (word == "--minutes" && Number(words) is { } minutes) budget = TimeSpan.FromMinutes(minutes);
            else if (word == "--threads" && Number(words) is { } count) threads = count;
            else
            {
                output.WriteLine(Usage);
                return 2;
            }
        }
        return RunAll(new(threads), operations, pairs, budget, output);
    }

    private static int RunAll(
        CrashRunner runner, IReadOnlyList<CrashOperation> operations, bool pairs, TimeSpan? budget, TextWriter output)
    {
        var (began, done, failed) = (Stopwatch.GetTimestamp(), 0, 0);
        foreach (var operation in operations)
        {
            var before = done;
            Tell(runner.Calm(operation));
            runner.Run([operation], pairs, Tell, budget - Stopwatch.GetElapsedTime(began));
            output.WriteLine($"{operation.Name}: {runner.Calm(operation).Calls.Count} calls, {done - before} runs");
        }
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{done} runs in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s, {failed} with violations"));
        return failed == 0 ? 0 : 1;

        void Tell(CrashResult result)
        {
            var count = Interlocked.Increment(ref done);
            var seconds = (int)Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (count % Progress == 0) output.WriteLine($"{count} runs in {seconds} s, at {result.Point.Name}");
            if (!result.IsClean && Interlocked.Increment(ref failed) <= MaxTold)
                output.WriteLine($"FAILED {result.Point.Name}: {result.Violations[0]}");
        }
    }

    private static int RunOne(string name, TextWriter output)
    {
        if (Read(name) is not { } point)
        {
            output.WriteLine(Usage);
            return 2;
        }
        var result = new CrashRunner(1).Run(point);
        foreach (var (index, call) in result.Calls.Index())
        {
            var struck = point.Faults.Where(it => it.Number == index + 1);
            output.WriteLine($"{index + 1,4} {call} {string.Join(' ', struck)}");
        }
        output.WriteLine(result.Outcome);
        foreach (var violation in result.Violations) output.WriteLine($"VIOLATION {violation}");
        return result.IsClean ? 0 : 1;
    }

    /// <summary>Null when there is no such point.</summary>
    public static CrashPoint? Read(string name)
    {
        if (name.Split(':') is not [var operation, var list] || Find(operation) is not { } known) return null;
        var faults = list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(CallFault.Read).ToList();
        return faults.Contains(null) ? null : new(known, [.. faults.OfType<CallFault>()]);
    }

    private static CrashOperation? Find(string name) => CrashOperation.All.FirstOrDefault(it => it.Name == name);

    private static int? Number(Queue<string> words) =>
        words.TryDequeue(out var word) && int.TryParse(word, out var number) && number > 0 ? number : null;
}
