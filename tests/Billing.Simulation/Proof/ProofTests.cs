using Billing.Simulation.Faults;
using Billing.Simulation.World;

namespace Billing.Simulation.Proof;

/// <summary>The simulator finds what is broken, and a seed is enough to see it again.</summary>
public sealed class ProofTests
{
    private const int Operations = 300;
    private const ulong MaxSeeds = 40;

    public static TheoryData<Sabotage> Defects =>
        [.. Enum.GetValues<Sabotage>().Where(defect => defect != Sabotage.None)];

    [Theory, MemberData(nameof(Defects))]
    public void Each_defect_is_found_within_few_seeds(Sabotage defect)
    {
        var found = Seeds().Select(seed => Run(seed, defect)).FirstOrDefault(result => !result.IsClean);

        Assert.True(found is not null, $"{defect} was not found in {MaxSeeds} seeds.");
        Assert.True(Run(found.Seed, Sabotage.None).IsClean, "The seed fails without the defect too.");
    }

    [Fact]
    public void A_failing_seed_fails_again_in_the_same_way()
    {
        var first = Seeds().Select(seed => Run(seed, Sabotage.HalfTransaction)).First(result => !result.IsClean);

        var again = Run(first.Seed, Sabotage.HalfTransaction);

        Assert.Equal(first.Violations, again.Violations);
        Assert.Equal(first.TraceHash, again.TraceHash);
    }

    private static IEnumerable<ulong> Seeds()
    {
        for (var seed = 1UL; seed <= MaxSeeds; seed++) yield return seed;
    }

    /// <summary>On a thread of its own, as a world runs.</summary>
    private static SimResult Run(ulong seed, Sabotage defect)
    {
        SimResult? result = null;
        SeedRunner.Run([seed], it => new(it, Operations, FaultMix.All, defect), 1, it => result = it);
        return result!;
    }
}
