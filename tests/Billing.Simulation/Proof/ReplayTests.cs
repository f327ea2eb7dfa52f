using System.Diagnostics;
using Billing.Simulation.Faults;
using Billing.Simulation.World;

namespace Billing.Simulation.Proof;

/// <summary>A seed says all that happens: call by call, byte by byte, in this process and in another.</summary>
public sealed class ReplayTests
{
    private const int Operations = 400;

    [Fact]
    public void The_same_seed_makes_the_same_calls_and_the_same_bytes()
    {
        foreach (var seed in (ulong[])[1, 2, 3, 4, 5])
        {
            var (one, other) = (Run(seed), Run(seed));

            Assert.Equal(one.TraceHash, other.TraceHash);
            Assert.Equal(one.TablesHash, other.TablesHash);
            Assert.Equal(one.Counts, other.Counts);
        }
        Assert.NotEqual(Run(1).TraceHash, Run(2).TraceHash);
    }

    [Fact]
    public async Task Another_process_makes_the_same_calls_and_the_same_bytes()
    {
        var here = Run(7);
        var program = Path.Combine(AppContext.BaseDirectory, "Billing.Simulation.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--seed", "7", "--ops", $"{Operations}"])
        {
            RedirectStandardOutput = true,
        };

        using var process = Process.Start(start)!;
        var written = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.StartsWith($"seed 7: trace {here.TraceHash}, tables {here.TablesHash}", written);
    }

    [Fact]
    public void The_command_line_is_read_strictly()
    {
        Assert.True(SimulatorConsole.Understands(["--seeds", "5"]));
        Assert.False(SimulatorConsole.Understands(["--filter-class", "X"]));
        Assert.Null(SimulatorArguments.Read(["--seeds", "none"]));
        Assert.Null(SimulatorArguments.Read(["--seeds"]));
        Assert.Null(SimulatorArguments.Read(["--faults", "Everything"]));
        var read = SimulatorArguments.Read(["--seed", "9", "--ops", "10", "--faults", "Crash,resetafter"])!;
        Assert.Equal((9UL, 10, 1), (read.First, read.Operations, read.Seeds));
        Assert.Equal([FaultKind.Crash, FaultKind.ResetAfter], read.Faults);
    }

    private static SimResult Run(ulong seed)
    {
        SimResult? result = null;
        SeedRunner.Run([seed], it => new(it, Operations, FaultMix.All), 1, it => result = it);
        return result!;
    }
}
