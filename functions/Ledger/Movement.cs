using System.Collections.Immutable;

namespace Billing.Ledger;

/// <summary>
/// A movement as the ledger keeps it: the fact, when and in which order it was decided, and its postings.
/// </summary>
public sealed record Movement(
    long Seq,
    long CommitNo,
    DateTimeOffset Time,
    MovementFact Fact,
    ImmutableArray<Posting> Postings)
{
    public DateOnly Day => LedgerKeys.DayOf(Time);
}
