using CsCheck;

namespace Billing.Simulation.Model;

/// <summary>The engine against the naive model: after every step of every sequence they must say the same.</summary>
public sealed class ModelTests
{
    /// <summary>More by the console: <c>-- model --sequences N</c>.</summary>
    private const int Sequences = 40;

    /// <summary>So many sequences at most until a seeded bug must have shown.</summary>
    private const int Tries = 12;

    [Fact]
    public Task The_engine_and_the_naive_model_always_say_the_same() => ModelRun.Sample(Sequences);

    /// <summary>An engine that errs differs from the model: what never fails would prove nothing.</summary>
    [Theory]
    [InlineData(SeededBug.WrongPrice)]
    [InlineData(SeededBug.DroppedEvent)]
    [InlineData(SeededBug.WrongFund)]
    [InlineData(SeededBug.WrongEnd)]
    [InlineData(SeededBug.LostVoid)]
    public async Task A_bug_of_the_engine_is_seen(SeededBug bug)
    {
        var pcg = new PCG(1);
        for (var i = 0; i < Tries; i++)
        {
            var steps = Step.Gen.Array[ModelRun.Steps].Generate(pcg, null, out _);
            if (await ModelRun.Try(steps, place => Rehearsal.Open(place, bug)) is not null) return;
        }
        Assert.Fail($"{bug} was not seen in {Tries} sequences");
    }
}
