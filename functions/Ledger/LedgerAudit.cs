using System.Collections.Immutable;
using System.Security.Cryptography;
using Azure.Data.Tables;
using static Billing.Ledger.AuditRules;

namespace Billing.Ledger;

/// <summary>
/// Replays an account from nothing: commits in their order, each with the rows it wrote, then the head. Nothing is
/// believed that the rows do not show; the first row that breaks a rule ends it.
/// </summary>
/// <param name="priceFault">Left out where the prices themselves are not known.</param>
/// <param name="mark">What an earlier audit found sound and what must be there still.</param>
public sealed class LedgerAudit(AccountId account, LinePriceCheck? priceFault = null, AuditMark? mark = null)
{
    private readonly AccountBook _book = AccountBook.From(AccountState.Empty);
    private readonly AuditChain _chain = new(account, mark);
    private readonly ReversalAudit _reversals = new(account);
    private long _seq;

    public AuditFinding? Broken { get; private set; }

    public long Commits => _chain.Commits;

    /// <summary>What a later audit must find again.</summary>
    public AuditMark Mark => new(_chain.Commits, _chain.CommitId);

    public long Lines { get; private set; }

    public long Movements { get; private set; }

    /// <summary>
    /// Rows that the commits wrote and that must be there still; outbox rows may have been delivered.
    /// </summary>
    internal AuditedKeys Keys { get; } = new();

    /// <summary>The movements that rows beside the ledger stand for, by their causes.</summary>
    internal Dictionary<string, Movement> Credits { get; } = new(StringComparer.Ordinal);

    internal static bool IsCredit(MovementFact fact) => fact
        is MovementFact.TopUpCredited
        or MovementFact.TopUpDebited
        or MovementFact.TopUpReinstated
        or MovementFact.TopUpHeld
        or MovementFact.PlanPaid
        or MovementFact.VoucherGranted;

    /// <summary>
    /// What the next commit says about itself; null when it cannot be read, which is then the finding.
    /// </summary>
    public CommitContent? Open(TableEntity row)
    {
        CommitContent? content = null;
        Break(_chain.OutOfPlace(row.RowKey));
        Look(row.RowKey, () => content = _chain.Follow(row, _seq, _book.Sums()));
        return content;
    }

    /// <summary>Applies the commit that was opened.</summary>
    /// <param name="find">Its rows, and segments that it gives lines back of, by key; null for none.</param>
    public void Replay(TableEntity row, CommitContent content, Func<string, TableEntity?> find)
    {
        foreach (var changed in content.Rows)
        {
            var key = $"{changed.Key}|{account}";
            Look(key, () => Replay(changed, key, find, content));
            if (Broken is not null) return;
        }
        Look(row.RowKey, () => CheckRaised(content));
        Look(row.RowKey, () => Close(row, content));
    }

    /// <summary>Compares the head with what the commits came to.</summary>
    public void End(TableEntity? head)
    {
        Break(_chain.Lost(head));
        Look(LedgerKeys.Head(account), () =>
        {
            Require(head is not null || Commits == 0, HeadIsFold, "There are commits and no head.");
            if (head is null) return;
            var due = HeadRow.Write(_chain.Head(_book.ToState(), _seq));
            var same = Same(RowColumns.HashOf(head), RowColumns.HashOf(due));
            Require(same, HeadIsFold, "The head differs from its rows.");
        });
    }

    internal void Look(string row, Action rules)
    {
        if (Broken is not null) return;
        try
        {
            rules();
        }
        catch (Exception fault) when (IsFinding(fault))
        {
            Broken = Finding(row, fault);
        }
    }

    private void Break((string Row, string Rule, string Detail)? place)
    {
        if (place is var (row, rule, detail)) Look(row, () => Require(false, rule, detail));
    }

    private static bool Same(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> due) => stored.SequenceEqual(due);

    private void Replay(ChangedRow changed, string key, Func<string, TableEntity?> find, CommitContent content)
    {
        Keys.Change(changed.Change, key);
        if (changed.Change == RowChange.Removed) return;
        var row = find(key);
        if (row is null)
        {
            Require(AuditedKeys.MayBeGone(key), Unchanged, $"Commit {content.CommitNo} wrote it and it is gone.");
            if (key[0] == LedgerKeys.OutboxRow) _seq++;
            return;
        }
        var listed = changed.Hash.AsSpan();
        Require(Same(row.Need<byte[]>(RowColumns.Hash), listed), Unchanged, "Its hash is not the commit's.");
        Require(Same(RowColumns.HashOf(row), listed), Unchanged, "Its content is not that of its hash.");
        Require(row.TryGetInt64("CommitNo") == content.CommitNo, Unchanged, "It names another commit.");
        if (key[0] == LedgerKeys.MovementRow) Apply(MovementRow.Read(row), content, find);
        if (key[0] == LedgerKeys.SegmentRow) Apply(SegmentRow.Read(row), SegmentRow.ReadSummary(row), content);
        if (key[0] == LedgerKeys.OutboxRow) _seq++;
    }

    private void Apply(Movement movement, CommitContent content, Func<string, TableEntity?> find)
    {
        Require(movement.Seq == ++_seq, Chained, $"It is movement {movement.Seq} where {_seq} is due.");
        Require(movement.Time == content.Time, Unchanged, "It was decided at another time than its commit.");
        _reversals.Check(movement, find, Keys);
        var due = Postings.Of(movement.Fact, _book, movement.Seq, movement.Time);
        var same = due.AsSpan().SequenceEqual(movement.Postings.AsSpan());
        Require(same, Balanced, "Its postings are others than its fact's.");
        _book.Apply(movement.Fact, movement.Seq, movement.Time);
        if (IsCredit(movement.Fact))
            Require(Credits.TryAdd(movement.Fact.Cause, movement), CreditedOnce, $"{movement.Fact.Cause} came before.");
        Movements++;
    }

    private void Apply(Segment segment, SegmentSummary stored, CommitContent content)
    {
        Require(segment.FirstSeq == _seq + 1, Chained, $"It counts from {segment.FirstSeq} where {_seq + 1} is due.");
        Require(!segment.Lines.IsEmpty, Sums, "It has no lines.");
        var due = SegmentSummary.Of(segment);
        var same = due.Services.AsSpan().SequenceEqual(stored.Services.AsSpan())
            && due == stored with { Services = due.Services };
        Require(same, Sums, "Its columns are not those of its lines.");
        var isOneDay = LedgerKeys.DayOf(due.First) == segment.Day && LedgerKeys.DayOf(due.Last) == segment.Day;
        Require(isOneDay, Sums, "A line is of another day.");
        foreach (var line in segment.Lines) Apply(line, content);
        _seq += segment.Lines.Length;
        Lines += segment.Lines.Length;
    }

    private void Apply(RatedLine line, CommitContent content)
    {
        var fault = priceFault?.Invoke(line, content.Time, _book);
        Require(fault is null, Priced, $"Event {line.EventId}: {fault}");
        _book.Apply(line, content.DecidedAt);
    }

    /// <summary>The commit's last outbox rows are what its rows raise, also when they were delivered since.</summary>
    private void CheckRaised(CommitContent content)
    {
        var raised = _book.EndCommit(content.Time);
        var listed = content.Rows.Where(row => row.Key[0] == LedgerKeys.OutboxRow).TakeLast(raised.Length).ToList();
        Require(listed.Count == raised.Length, Raised, $"It raises {raised.Length} facts and wrote {listed.Count}.");
        for (var i = 0; i < raised.Length; i++)
        {
            var due = OutboxRow.Write(account, raised[i], _seq - raised.Length + 1 + i, content.CommitNo);
            var isDue = due.RowKey == $"{listed[i].Key}|{account}"
                && Same(listed[i].Hash.AsSpan(), due.Need<byte[]>(RowColumns.Hash));
            Require(isDue, Raised, $"It raises {raised[i].Kind} where it wrote {listed[i].Key}.");
        }
    }

    private void Close(TableEntity row, CommitContent content)
    {
        Require(content.LastSeq == _seq, Chained, $"It ends at {content.LastSeq}, its rows at {_seq}.");
        Require(content.Closing == _book.Sums(), HeadIsFold, "It closes with other balances than its rows come to.");
        var state = SHA256.HashData(StateCodec.Encode(_book.ToState()));
        Require(Same(content.StateHash.AsSpan(), state), HeadIsFold, "It leaves another state than its rows come to.");
        Keys.Add(row.RowKey);
        _chain.Close();
    }
}
