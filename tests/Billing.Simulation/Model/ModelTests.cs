namespace Billing.Simulation.Model;

/// <summary>The engine against the naive model: after every step of every sequence they must say the same.</summary>
public sealed class ModelTests
{
    [Fact]
    public Task The_engine_and_the_naive_model_always_say_the_same() => ModelRun.Sample(sequences: 25);
}
