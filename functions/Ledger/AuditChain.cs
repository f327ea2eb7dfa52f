using System.Collections.Immutable;
using Azure.Data.Tables;
using static Billing.Ledger.AuditRules;

namespace Billing.Ledger;

/// <summary>
/// The chain of an account's commits as an audit follows it: each is in its place, links to the one before and says of
/// itself what its columns say.
/// </summary>
/// <param name="mark">What an earlier audit saw; null when there was none.</param>
internal sealed class AuditChain(AccountId account, AuditMark? mark)
{
    private const string Missing = "It is missing.";

    private ImmutableArray<byte> _link = AccountHead.New(account).Chain;
    private DateTimeOffset? _time;

    /// <summary>Commits that were followed to their end.</summary>
    public long Commits { get; private set; }

    public string CommitId { get; private set; } = "";

    private string DueKey => LedgerKeys.Commit(account, Commits + 1);

    /// <summary>
    /// The row that breaks the order of commits, if one does: what stands before the due one came from nowhere, and if
    /// a later one comes, the due one is gone.
    /// </summary>
    public (string Row, string Rule, string Detail)? OutOfPlace(string key)
    {
        var order = string.CompareOrdinal(key, DueKey);
        if (order == 0) return null;
        return order < 0 ? (key, Unchanged, "No commit wrote it.") : (DueKey, Chained, Missing);
    }

    /// <param name="seq">The last number that was given.</param>
    /// <param name="sums">What the commits before come to.</param>
    public CommitContent Follow(TableEntity row, long seq, AccountSums sums)
    {
        var encoded = CommitRow.ReadContent(row);
        var link = CommitRow.Link(_link.AsSpan(), encoded);
        Require(Same(CommitRow.ReadPrevious(row), _link.AsSpan()), Chained, "It follows another commit.");
        Require(Same(CommitRow.ReadChain(row), link), Chained, "Its link is not that of its content.");
        var content = CommitContent.Decode(account, encoded);
        var rewritten = RowColumns.HashOf(CommitRow.Write(content, encoded, _link, link));
        Require(Same(RowColumns.HashOf(row), rewritten), Unchanged, "Its columns are not those of its content.");
        Require(content.CommitNo == Commits + 1, Chained, $"It calls itself commit {content.CommitNo}.");
        Require(content.FirstSeq == seq + 1, Chained, $"It counts from {content.FirstSeq} after {seq}.");
        var isInTime = !content.IsTimeOrdered || _time is null || _time <= content.Time;
        Require(isInTime, Chained, "Its time is before that of the commit before it.");
        Require(content.Opening == sums, HeadIsFold, "It opens with other balances than the last closed with.");
        (_link, CommitId) = ([.. link], CommitRow.IdOf(link));
        _time = content.IsTimeOrdered ? content.Time : null;
        return content;
    }

    /// <summary>The commit that was followed is found sound.</summary>
    public void Close()
    {
        Commits++;
        var isKnown = mark is null || Commits != mark.CommitNo || CommitId == mark.CommitId;
        Require(isKnown, Chained, "An earlier audit saw another commit of this number.");
    }

    /// <summary>A commit that the head, or an earlier audit, knows of and that is not there.</summary>
    public (string Row, string Rule, string Detail)? Lost(TableEntity? head)
    {
        var isAhead = head?.TryGetInt64("CommitNo") > Commits && !Same(HeadRow.ReadChain(head), _link.AsSpan());
        if (isAhead) return (DueKey, Chained, Missing);
        return mark?.CommitNo > Commits ? (DueKey, Chained, "An earlier audit saw it and it is gone.") : null;
    }

    /// <summary>The head that stands after the last commit.</summary>
    public AccountHead Head(AccountState state, long seq) =>
        new(account, state, seq, Commits, CommitId, _link, _time, "");

    private static bool Same(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> due) => stored.SequenceEqual(due);
}

/// <summary>The last commit that an audit found sound: a later one must find it again.</summary>
public sealed record AuditMark(long CommitNo, string CommitId);
