using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Billing.Ledger;

/// <summary>Whether a commit added a row or removed one.</summary>
public enum RowChange
{
    Added = 1,
    Removed = 2,
}

/// <summary>One row that a commit added or removed.</summary>
/// <param name="Key">The row key without the account.</param>
/// <param name="Hash">The hash of an added row; empty for a removed one.</param>
public readonly record struct ChangedRow(RowChange Change, string Key, ImmutableArray<byte> Hash);

/// <summary>All that a commit says; its bytes are what the chain links.</summary>
/// <param name="Time">Never before that of the commit before it, where both are time-ordered.</param>
/// <param name="Build">The version of the program that wrote it.</param>
/// <param name="Beside">
/// SHA-256 of the rows of other capabilities that were written with it, so that two commits that differ only there
/// differ.
/// </param>
/// <param name="StateHash">SHA-256 of the encoded state after it.</param>
public sealed record CommitContent(
    AccountId Account,
    long CommitNo,
    DateTimeOffset Time,
    string Build,
    long FirstSeq,
    long LastSeq,
    AccountSums Opening,
    AccountSums Closing,
    CommitCounts Counts,
    ImmutableArray<byte> Beside,
    ImmutableArray<byte> StateHash,
    ImmutableArray<ChangedRow> Rows)
{
    /// <summary>Written by builds that took the time of a commit from one clock alone.</summary>
    private const byte Unordered = 1;

    private const byte Ordered = 2;

    /// <summary>False only for a commit of an earlier build, whose time may lie before its predecessor's.</summary>
    public bool IsTimeOrdered { get; init; } = true;

    /// <summary>When its lines were charged; earlier builds let a fund pay for its window for ever.</summary>
    public DateTimeOffset DecidedAt => IsTimeOrdered ? Time : DateTimeOffset.MinValue;

    public byte[] Encode()
    {
        var to = new ByteWriter(1024);
        to.Byte(IsTimeOrdered ? Ordered : Unordered);
        to.Text(Account.Value);
        to.Signed(CommitNo);
        to.Signed(Time.UtcTicks);
        to.Text(Build);
        to.Signed(FirstSeq);
        to.Signed(LastSeq);
        Write(to, Opening, IsTimeOrdered);
        Write(to, Closing, IsTimeOrdered);
        to.Count(Counts.Lines);
        to.Count(Counts.Movements);
        to.Count(Counts.Quarantined);
        to.Count(Counts.Released);
        to.Bytes(Beside.AsSpan());
        to.Bytes(StateHash.AsSpan());
        to.Count(Rows.Length);
        foreach (var row in Rows)
        {
            to.Byte((byte)row.Change);
            to.Text(row.Key);
            to.Bytes(row.Hash.AsSpan());
        }
        return to.ToArray();
    }

    /// <exception cref="LedgerFormatException">The bytes are damaged or of a newer version.</exception>
    public static CommitContent Decode(AccountId account, ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        var version = from.Byte();
        if (version is not (Unordered or Ordered))
            throw new LedgerFormatException($"A commit of version {version} is not known.");
        if (from.Text() != account.Value) throw new LedgerFormatException("A commit names another account.");
        var (commitNo, ticks, build) = (from.Signed(), from.Signed(), from.Text());
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
            throw new LedgerFormatException("A time is out of range.");
        var hasPlans = version == Ordered;
        var (firstSeq, lastSeq, opening, closing) =
            (from.Signed(), from.Signed(), ReadSums(ref from, hasPlans), ReadSums(ref from, hasPlans));
        var counts = new CommitCounts(
            from.Count(int.MaxValue), from.Count(int.MaxValue), from.Count(int.MaxValue), from.Count(int.MaxValue));
        ImmutableArray<byte> beside = [.. from.Bytes(SHA256.HashSizeInBytes)];
        ImmutableArray<byte> stateHash = [.. from.Bytes(SHA256.HashSizeInBytes)];
        var rows = new ChangedRow[from.Count(TransactionLimits.MaxRows)];
        for (var i = 0; i < rows.Length; i++) rows[i] = ReadRow(ref from);
        from.End();
        return new(
            account, commitNo, new(ticks, TimeSpan.Zero), build, firstSeq, lastSeq, opening, closing, counts,
            beside, stateHash, [.. rows]) { IsTimeOrdered = version == Ordered };
    }

    private static ChangedRow ReadRow(ref ByteReader from)
    {
        var change = (RowChange)from.Byte();
        if (!Enum.IsDefined(change)) throw new LedgerFormatException($"A change of kind {change} is not known.");
        return new(change, from.Text(), change == RowChange.Added ? [.. from.Bytes(SHA256.HashSizeInBytes)] : []);
    }

    /// <summary>Earlier builds knew no plans.</summary>
    private static void Write(ByteWriter to, AccountSums sums, bool hasPlans)
    {
        to.Signed(sums.TopUp);
        to.Signed(sums.Voucher);
        to.Signed(sums.Debt);
        if (hasPlans) to.Signed(sums.Plan);
    }

    private static AccountSums ReadSums(ref ByteReader from, bool hasPlans) =>
        new(from.Signed(), from.Signed(), from.Signed(), hasPlans ? from.Signed() : 0);
}

/// <summary>How much of each kind a commit brought.</summary>
public readonly record struct CommitCounts(int Lines, int Movements, int Quarantined, int Released);
