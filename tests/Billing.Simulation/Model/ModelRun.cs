using System.Globalization;
using Billing.Simulation.Clocks;

namespace Billing.Simulation.Model;

/// <summary>
/// Runs sequences of steps through engine and model, one a seed. One that fails is cut down to the steps that matter
/// before it is told.
/// </summary>
public static class ModelRun
{
    public const int Steps = 300;

    private const int MaxTrials = 400;
    private const int MaxTold = 40;
    private const int ToldEach = 100;

    private const string Replay = "dotnet run -c Release --project tests/Billing.Simulation -- model --seed";

    /// <summary>The sequences of so many seeds, as many at once as the machine has processors.</summary>
    /// <param name="budget">After this no further sequence is begun; null for as long as it takes.</param>
    /// <param name="done">Told how many have been run, after each of them.</param>
    /// <returns>How many were run.</returns>
    /// <exception cref="InvalidOperationException">Engine and model differ.</exception>
    public static async Task<int> Sample(ulong first, int sequences, TimeSpan? budget = null, Action<int>? done = null)
    {
        var (began, count) = (TimeProvider.System.GetTimestamp(), 0);
        var most = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(Enumerable.Range(0, sequences), most, async (number, _) =>
        {
            if (TimeProvider.System.GetElapsedTime(began) > budget) return;
            await Check(first + (ulong)number);
            var run = Interlocked.Increment(ref count);
            done?.Invoke(run);
        });
        return count;
    }

    /// <summary>The console's form: <c>model --sequences N [--seed S]</c>; a seed alone is that sequence.</summary>
    public static async Task<int> Command(string[] args)
    {
        string? Option(string name) =>
            Array.IndexOf(args, name) is >= 0 and var at ? args.ElementAtOrDefault(at + 1) : null;
        var first = ulong.Parse(Option("--seed") ?? "1", CultureInfo.InvariantCulture);
        var sequences = int.Parse(
            Option("--sequences") ?? (Option("--seed") is null ? "1000" : "1"), CultureInfo.InvariantCulture);
        var began = TimeProvider.System.GetTimestamp();
        int Seconds() => (int)TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        try
        {
            await Sample(first, sequences, done: count =>
            {
                if (count % ToldEach == 0) Console.WriteLine($"{count} ({Seconds()} s)");
            });
        }
        catch (InvalidOperationException difference)
        {
            Console.WriteLine(difference.Message);
            return 1;
        }
        Console.WriteLine($"{sequences} sequences of {Steps} steps: engine and model agree ({Seconds()} s).");
        return 0;
    }

    /// <exception cref="InvalidOperationException">Engine and model differ.</exception>
    public static async Task Check(ulong seed)
    {
        var steps = Step.Of(seed, Steps);
        if (await Try(seed, steps) is null) return;

        var shortest = await Shorten(seed, steps);
        throw new InvalidOperationException(
            $"{Text(shortest)}\n{await Try(seed, shortest)}\nseed {seed}: {Replay} {seed}");
    }

    /// <returns>How engine and model differ; null when they agree.</returns>
    public static async Task<Exception?> Try(ulong seed, Step[] steps, SeededBug bug = SeededBug.None)
    {
        try
        {
            await Rehearse(seed, steps, bug);
            return null;
        }
        catch (Exception difference)
        {
            return difference;
        }
    }

    private static string Text(Step[] steps) =>
        $"{steps.Length} steps: "
        + string.Join(", ", steps.Take(MaxTold).Select(it => $"new({it.Kind}, {it.A}, {it.B}, {it.C})"));

    /// <summary>Leaves out runs of steps, ever shorter ones, as long as what is left still fails.</summary>
    private static async Task<Step[]> Shorten(ulong seed, Step[] steps)
    {
        var trials = 0;
        for (var size = steps.Length / 2; size >= 1; size = size == 1 ? 0 : size / 2)
        {
            for (var at = 0; at < steps.Length && trials < MaxTrials; trials++)
            {
                Step[] less = [.. steps[..at], .. steps[Math.Min(at + size, steps.Length)..]];
                if (less.Length > 0 && await Try(seed, less) is not null) steps = less;
                else at += size;
            }
        }
        return steps;
    }

    /// <summary>After each step what it can have changed, and the question whose turn it is; at the end all.</summary>
    private static async Task Rehearse(ulong seed, Step[] steps, SeededBug bug)
    {
        var dice = new Dice(seed).For("questions");
        await using var rehearsal = await Rehearsal.Open(dice.Below(3), bug);
        var (questions, turn) = (rehearsal.Questions, dice.Below(ModelQuestions.Kinds));
        foreach (var step in steps)
        {
            await rehearsal.Happen(step);
            await questions.AskChanged(step);
            await questions.Ask(
                ModelQuestions.Turn(turn++, step), step, maxPages: 3,
                () => rehearsal.Happen(new(0, step.B, step.A, step.C)));
        }
        for (var kind = 0; kind < ModelQuestions.Kinds; kind++)
            await questions.Ask(kind, steps[0], maxPages: 500, () => Task.CompletedTask);
    }
}
