using System.Collections.Immutable;
using Billing.Ledger;

namespace Billing.Usage;

/// <summary>What a fold made of the events it took, in the order in which it took them.</summary>
/// <param name="Taken">Events decided; the rest needs another commit.</param>
/// <param name="Duplicates">Events that were known already and change nothing.</param>
/// <param name="LacksPrice">True if a newer price book might rate what this one could not.</param>
public sealed record Folded(
    int Taken,
    ImmutableArray<RatedLine> Lines,
    ImmutableArray<QuarantinedEvent> Quarantined,
    int Duplicates,
    bool LacksPrice)
{
    /// <summary>The identities of the lines and of what is quarantined.</summary>
    public UsageIds? Learned { get; init; }

    /// <summary>Events that were in quarantine and are charged now: they leave it in the same commit.</summary>
    public ImmutableArray<QuarantinedEvent> Released { get; init; } = [];

    public bool ChangesNothing => Lines.IsEmpty && Quarantined.IsEmpty;
}

/// <summary>How much one commit takes: a ledger entry must fit in one storage transaction.</summary>
/// <param name="Events">Also bounds the lines of a segment.</param>
/// <param name="Rows">Segments and quarantine rows together.</param>
/// <param name="Chars">Texts of lines and of quarantined events together.</param>
public readonly record struct FoldLimits(int Events, int Rows, int Chars)
{
    public static FoldLimits Largest { get; } = new(Segment.MaxLines, Rows: 80, Chars: 900_000);

    /// <summary>For an entry that was too large after all; one event always fits.</summary>
    public FoldLimits Halved() => new(Math.Max(1, Events / 2), Math.Max(1, Rows / 2), Math.Max(1, Chars / 2));
}
