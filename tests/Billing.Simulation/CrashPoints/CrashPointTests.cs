using Billing.Simulation.Faults;
using Billing.Simulation.Proof;

namespace Billing.Simulation.CrashPoints;

/// <summary>
/// Each call of each operation goes wrong in each way; the console runs all pairs of faults too. Whatever goes wrong,
/// what stands in the end is what stands without a fault, and every caller is answered.
/// </summary>
public sealed class CrashPointTests(ITestOutputHelper output)
{
    /// <summary>Fewer would mean that something is no longer struck.</summary>
    private const int FewestRuns = 2_000;

    [Fact]
    public void Whatever_call_fails_in_whatever_way_the_same_stands_in_the_end()
    {
        var (failed, modes, runs) = (new List<string>(), new HashSet<CallMode>(), 0);
        new CrashRunner(Environment.ProcessorCount).Run(CrashOperation.All, pairs: false, result =>
        {
            lock (failed)
            {
                runs++;
                foreach (var fault in result.Point.Faults) modes.Add(fault.Mode);
                if (result.Struck < result.Point.Faults.Length) failed.Add($"{result.Point.Name}: not struck");
                if (!result.IsClean) failed.Add($"{result.Point.Name}: {result.Violations[0]}");
            }
        });

        output.WriteLine($"{CrashOperation.All.Count} operations, {runs} runs");
        Assert.Empty(failed);
        Assert.True(runs >= FewestRuns, $"{runs} runs");
        Assert.Equal(Enum.GetValues<CallMode>().Order(), modes.Order());
    }

    [Fact]
    public void A_second_fault_while_the_first_is_repaired_changes_nothing_either()
    {
        var (failed, pairs) = (new List<string>(), 0);
        new CrashRunner(Environment.ProcessorCount).Run([Named("rate-again")], pairs: true, result =>
        {
            lock (failed)
            {
                pairs += result.Point.Faults.Length / 2;
                if (!result.IsClean) failed.Add($"{result.Point.Name}: {result.Violations[0]}");
            }
        });

        Assert.Empty(failed);
        Assert.True(pairs > 30, $"{pairs} pairs");
    }

    /// <summary>Each does no harm until something fails.</summary>
    public static TheoryData<string> Defects => [.. BrokenOperations.All.Select(it => it.Name)];

    [Theory, MemberData(nameof(Defects))]
    public void An_operation_with_a_defect_is_found_out(string name)
    {
        var operation = BrokenOperations.All.Single(it => it.Name == name);
        var runner = new CrashRunner(1);
        Assert.Empty(runner.Calm(operation).Violations);

        var found = runner.Singles(operation).Select(runner.Run).FirstOrDefault(result => !result.IsClean);

        Assert.NotNull(found);
        output.WriteLine($"{found.Point.Name}: {found.Violations[0]}");
    }

    [Fact]
    public void A_message_that_is_completed_before_its_work_is_done_is_found_out()
    {
        var (sound, broken) = (new CrashRunner(1), new CrashRunner(1, Sabotage.SettledFirst));
        Assert.Empty(broken.Run(new(Named("rate"), [])).Violations);

        var found = broken.Singles(Named("rate")).Select(broken.Run).First(result => !result.IsClean);

        output.WriteLine($"{found.Point.Name}: {found.Violations[0]}");
        Assert.StartsWith("I2 ", found.Violations[0]);
        Assert.Empty(sound.Run(found.Point).Violations);
    }

    [Fact]
    public void The_name_of_a_point_is_enough_to_see_it_again()
    {
        var point = new CrashPoint(Named("redeem"), [new(4, CallMode.KillAfter), new(9, CallMode.Hang)]);

        Assert.Equal("redeem:4-KillAfter,9-Hang", point.Name);
        Assert.Equal(point.Name, CrashConsole.Read(point.Name)?.Name);
        foreach (var wrong in (string[])["redeem", "redeem:x-Hang", "redeem:4-Nothing", "nothing:4-Hang"])
            Assert.Null(CrashConsole.Read(wrong));
        var written = new StringWriter();
        Assert.Equal(0, CrashConsole.Run([CrashConsole.Word, "--at", "rate-again:1-KillBefore"], written));
        Assert.Contains("KillBefore", written.ToString());
        Assert.Equal(2, CrashConsole.Run([CrashConsole.Word, "--operation", "nothing"], written));
    }

    private static CrashOperation Named(string name) => CrashOperation.All.Single(it => it.Name == name);
}
