using System.Collections.Immutable;

namespace Billing.Ledger;

/// <summary>
/// Where an account's ledger ends: its state, its counters and the link to which the next commit is chained.
/// </summary>
/// <param name="Seq">Number of the last movement, line or outbox fact; they are counted without a gap.</param>
/// <param name="CommitNo">Number of the last commit, counted without a gap.</param>
/// <param name="CommitId">First 16 bytes of <paramref name="Chain"/> in hex; empty before the first commit.</param>
/// <param name="Chain">SHA-256 over the previous link and the content of the last commit.</param>
/// <param name="Time">The last commit's time; null before the first commit, and where an earlier build wrote the
/// head.</param>
/// <param name="ETag">The version of the stored row that the next commit must find; empty when there is no row.</param>
public sealed record AccountHead(
    AccountId Account,
    AccountState State,
    long Seq,
    long CommitNo,
    string CommitId,
    ImmutableArray<byte> Chain,
    DateTimeOffset? Time,
    string ETag)
{
    public const int ChainBytes = 32;

    public bool IsStored => ETag.Length > 0;

    /// <summary>The head of an account that nothing was ever committed to.</summary>
    public static AccountHead New(AccountId account) =>
        new(account, AccountState.Empty, 0, 0, "", [.. new byte[ChainBytes]], null, "");

    /// <summary>
    /// The ledger's time of what is decided now: clocks differ, yet no commit is earlier than the one before it.
    /// </summary>
    public DateTimeOffset TimeOf(DateTimeOffset now) => Time is { } last && last > now ? last : now;
}
