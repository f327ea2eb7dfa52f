using Billing.Simulation.Faults;

namespace Billing.Simulation.World;

/// <summary>What a run is given; with the seed it says all that will happen.</summary>
/// <param name="Operations">
/// How many are begun before the faults stop: each event that is reported counts, each payment, redemption, price, read
/// and run of a timer.
/// </param>
/// <param name="Allowed">The faults that may be in the mix.</param>
/// <param name="Sabotage">What is broken on purpose, to see it found.</param>
public sealed record SimOptions(
    ulong Seed, int Operations, IReadOnlyCollection<FaultKind> Allowed, Proof.Sabotage Sabotage = Proof.Sabotage.None)
{
    /// <summary>How many processes of the app there are.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>Faults at numbered calls.</summary>
    public CallScript? Script { get; init; }

    /// <summary>Keeps the latest calls as text, to read after a failure.</summary>
    public bool IsTold { get; init; }
}

/// <summary>What a run came to.</summary>
public sealed record SimResult(
    ulong Seed,
    IReadOnlyList<string> Violations,
    string TraceHash,
    string TablesHash,
    SimCounts Counts,
    IReadOnlyList<(FaultKind Kind, long Count)> Faults,
    IReadOnlyList<string> Told)
{
    public bool IsClean => Violations.Count == 0;
}

/// <summary>How much a run did.</summary>
public sealed record SimCounts(
    long Operations, long StoreCalls, long Commits, long Rated, long Quarantined, long Crashes, TimeSpan VirtualTime)
{
    public static SimCounts None { get; } = new(0, 0, 0, 0, 0, 0, default);

    public SimCounts Plus(SimCounts other) => new(
        Operations + other.Operations, StoreCalls + other.StoreCalls, Commits + other.Commits, Rated + other.Rated,
        Quarantined + other.Quarantined, Crashes + other.Crashes, VirtualTime + other.VirtualTime);
}
