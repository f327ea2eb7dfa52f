using System.Collections.Immutable;

namespace Billing.Ledger;

/// <summary>How a commit ended: it stands, or another writer was first and the decision must be made again.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <param name="Rows">The segments and movements that it wrote, in order of their sequence numbers.</param>
    public sealed record Committed(AccountHead Head, ImmutableArray<CommittedRow> Rows) : CommitResult;

    public sealed record LostRace : CommitResult;
}

/// <summary>One row that a commit wrote.</summary>
/// <param name="FirstSeq">The movement's number, or that of the segment's first line.</param>
public readonly record struct CommittedRow(string Key, long FirstSeq);
