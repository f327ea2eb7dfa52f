using System.Collections.Immutable;

namespace Billing.Ledger;

/// <summary>Rated lines of one UTC day that were committed together; never changed.</summary>
/// <param name="Day">UTC day of every line's event time.</param>
/// <param name="FirstSeq">The first line's sequence number; the others follow it without a gap.</param>
public sealed record Segment(DateOnly Day, long FirstSeq, long CommitNo, ImmutableArray<RatedLine> Lines)
{
    public const int MaxLines = 4_000;
}
