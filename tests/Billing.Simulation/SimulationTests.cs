using Billing.Simulation.Faults;
using Billing.Simulation.Support;
using Billing.Simulation.World;

namespace Billing.Simulation;

/// <summary>The simulation as part of every test run; the console runs more of the same.</summary>
[Collection(WholeMachine.Name)]
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Seeds = 2_000;
    private const int Minutes = 4;

    /// <summary>As many seeds as a machine does in the time that a test run has for them.</summary>
    [Fact]
    public void Many_worlds_break_no_invariant_and_come_to_rest()
    {
        var written = new StringWriter();

        var code = SimulatorConsole.Run(
            ["--seeds", $"{Seeds}", "--minutes", $"{Minutes}"], TextWriter.Synchronized(written));

        output.WriteLine(written.ToString());
        Assert.True(code == 0, written.ToString());
    }

    [Fact]
    public void A_world_without_faults_breaks_nothing()
    {
        var summary = SeedRunner.Run([1, 2, 3], seed => new(seed, 300, []), 1);

        Assert.Empty(summary.Failed.SelectMany(it => it.Violations));
        Assert.All(summary.Faults, fault => Assert.Equal(0, fault.Count));
    }

    [Fact]
    public void Every_kind_of_fault_is_injected()
    {
        var summary = SeedRunner.Run(
            Enumerable.Range(1, 40).Select(it => (ulong)it), seed => new(seed, 500, FaultMix.All), 2);

        Assert.All(summary.Faults, fault => Assert.True(fault.Count > 0, $"{fault.Kind} never happened"));
    }
}
