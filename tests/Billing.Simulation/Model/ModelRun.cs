using System.Globalization;
using CsCheck;

namespace Billing.Simulation.Model;

/// <summary>
/// Runs sequences of steps through engine and model. One that fails is cut down to the steps that matter before it is
/// told.
/// </summary>
public static class ModelRun
{
    public const int Steps = 300;

    private const int MaxTrials = 400;

    /// <param name="sequences">Of <see cref="Steps"/> steps each.</param>
    /// <param name="seed">Of CsCheck, as a failure tells it; null for a new one.</param>
    public static Task Sample(int sequences, string? seed = null, Rehearsing? how = null) =>
        Step.Gen.Array[Steps].SampleAsync(steps => Check(steps, how), seed: seed, iter: sequences, print: Told);

    /// <summary>The console's form: <c>model --sequences N [--seed S]</c>.</summary>
    public static async Task<int> Command(string[] args)
    {
        string? Option(string name) =>
            Array.IndexOf(args, name) is >= 0 and var at ? args.ElementAtOrDefault(at + 1) : null;
        var sequences = int.Parse(Option("--sequences") ?? "1000", CultureInfo.InvariantCulture);
        var began = TimeProvider.System.GetTimestamp();
        await Sample(sequences, Option("--seed"));
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sequences} sequences of {Steps} steps: engine and model agree ({seconds:F0} s)."));
        return 0;
    }

    public static async Task Check(Step[] steps, Rehearsing? how = null)
    {
        if (await Try(steps, how) is null) return;

        var shortest = await Shorten(steps, how);
        throw new InvalidOperationException($"{Told(shortest)}\n{await Try(shortest, how)}");
    }

    private static string Told(Step[] steps) => steps.Length > 40
        ? $"{steps.Length} steps"
        : string.Join(", ", steps.Select(it => $"new({it.Kind}, {it.A}, {it.B}, {it.C})"));

    /// <summary>Leaves out runs of steps, ever shorter ones, as long as what is left still fails.</summary>
    private static async Task<Step[]> Shorten(Step[] steps, Rehearsing? how)
    {
        var trials = 0;
        for (var size = steps.Length / 2; size >= 1; size = size == 1 ? 0 : size / 2)
        {
            for (var at = 0; at < steps.Length && trials < MaxTrials; trials++)
            {
                Step[] less = [.. steps[..at], .. steps[Math.Min(at + size, steps.Length)..]];
                if (less.Length > 0 && await Try(less, how) is not null) steps = less;
                else at += size;
            }
        }
        return steps;
    }

    /// <returns>How engine and model differ; null when they agree.</returns>
    public static async Task<Exception?> Try(Step[] steps, Rehearsing? how)
    {
        try
        {
            await Rehearse(steps, how ?? (place => Rehearsal.Open(place)));
            return null;
        }
        catch (Exception difference)
        {
            return difference;
        }
    }

    private static async Task Rehearse(Step[] steps, Rehearsing how)
    {
        await using var rehearsal = await how(steps[^1].A % 3);
        var questions = rehearsal.Questions;
        foreach (var step in steps)
        {
            await rehearsal.Happen(step);
            await questions.Balance();
            await questions.Ask(
                ModelQuestions.After(step), step, maxPages: 3,
                () => rehearsal.Happen(new(0, step.B, step.A, step.C)));
        }
        for (var kind = 0; kind < ModelQuestions.Kinds; kind++)
            await questions.Ask(kind, steps[0], maxPages: 500, () => Task.CompletedTask);
    }
}

/// <summary>Opens the pair that a sequence of steps is run on.</summary>
public delegate Task<Rehearsal> Rehearsing(int place);
