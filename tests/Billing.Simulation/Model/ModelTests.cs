namespace Billing.Simulation.Model;

/// <summary>The engine against the naive model: after every step of every sequence they must say the same.</summary>
public sealed class ModelTests
{
    /// <summary>More by the console: <c>-- model --sequences N</c>.</summary>
    private const int Sequences = 1_000;

    /// <summary>So many sequences at most until a seeded bug must have shown.</summary>
    private const int Tries = 12;

    [Fact]
    public Task The_engine_and_the_naive_model_always_say_the_same() => ModelRun.Sample(1, Sequences);

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
