using Billing.Simulation.Support;

namespace Billing.Simulation.Model;

/// <summary>The engine against the naive model: after every step of every sequence they must say the same.</summary>
[Collection(WholeMachine.Name)]
public sealed class ModelTests(ITestOutputHelper output)
{
    /// <summary>More by the console: <c>-- model --sequences N</c>.</summary>
    private const int Sequences = 1_000;

    /// <summary>What a test run has for them where a machine is slow or busy.</summary>
    private const int Seconds = 360;

    /// <summary>Of code, in the files that hold rules; the records hold none.</summary>
    private const int MaxRuleLines = 360;

    /// <summary>So many sequences at most until a seeded bug must have shown.</summary>
    private const int Tries = 12;

    [Fact]
    public async Task The_engine_and_the_naive_model_always_say_the_same()
    {
        var run = await ModelRun.Sample(1, Sequences, TimeSpan.FromSeconds(Seconds));

        output.WriteLine($"{run} sequences of {ModelRun.Steps} steps");
        Assert.InRange(run, 1, Sequences);
    }

    /// <summary>A model that is as clever as the engine would err where the engine errs.</summary>
    [Fact]
    public void The_rules_of_the_model_stay_few()
    {
        var files = Directory.GetFiles(App.File("tests/Billing.Simulation/Model"), "Naive*.cs")
            .Where(it => !it.EndsWith("NaiveRecords.cs", StringComparison.Ordinal));

        var lines = files.SelectMany(File.ReadLines).Select(it => it.Trim())
            .Count(it => it.Length > 0 && !it.StartsWith("//", StringComparison.Ordinal));

        Assert.InRange(lines, 1, MaxRuleLines);
    }

    public static TheoryData<SeededBug> Bugs => [.. Enum.GetValues<SeededBug>().Where(it => it != SeededBug.None)];

    /// <summary>An engine that errs differs from the model: what never fails would prove nothing.</summary>
    [Theory]
    [MemberData(nameof(Bugs))]
    public async Task A_bug_of_the_engine_is_seen(SeededBug bug)
    {
        for (var seed = 1UL; seed <= Tries; seed++)
            if (await ModelRun.Try(seed, Step.Of(seed, ModelRun.Steps), bug) is not null) return;
        Assert.Fail($"{bug} was not seen in {Tries} sequences");
    }
}
