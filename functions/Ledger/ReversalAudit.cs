using Azure.Data.Tables;
using static Billing.Ledger.AuditRules;

namespace Billing.Ledger;

/// <summary>
/// Proves reversals while an account is replayed: each gives back a line that stands in the ledger, word for word,
/// once, and reopens lots on the terms on which they began.
/// </summary>
internal sealed class ReversalAudit(AccountId account)
{
    private readonly HashSet<LineId> _reversed = [];
    private readonly Dictionary<LotId, Lot> _lots = [];
    private readonly CoverRecord _covers = new();

    /// <summary>The key of the segment with the line that a movement gives back; null for other rows.</summary>
    public static string? OriginalKey(AccountId account, TableEntity row) =>
        row.RowKey[0] == LedgerKeys.MovementRow
        && MovementRow.IsReversal(row)
        && MovementRow.Read(row).Fact is MovementFact.UsageReversed { Usage.Line: var line }
            ? LedgerKeys.Segment(account, line.Day, line.SegmentSeq)
            : null;

    /// <param name="find">Rows by their key.</param>
    /// <param name="written">What the commits so far wrote.</param>
    public void Check(Movement movement, Func<string, TableEntity?> find, AuditedKeys written)
    {
        if (LotOrigin.Of(movement.Fact, movement.Seq) is { } lot) _lots.TryAdd(lot.Id, lot);
        _covers.Add(movement.Fact, movement.Seq);
        if (movement.Fact is not MovementFact.UsageReversed reversed) return;

        var (id, usage) = (reversed.Usage.Line, reversed.Usage);
        Require(_reversed.Add(id), Returned, $"Line {id} is given back a second time.");
        var key = LedgerKeys.Segment(account, id.Day, id.SegmentSeq);
        Require(written.Contains(key), Returned, $"No commit before wrote {key}.");
        var segment = find(key) is { } row ? SegmentRow.Read(row) : null;
        var isThere = segment is not null
            && id.Index < segment.Lines.Length
            && usage.Is(segment.Lines[id.Index], _covers.At(usage.Time, id.Seq));
        Require(isThere, Returned, $"Line {id} is another than the one given back.");
        foreach (var reopened in reversed.Reopened)
        {
            var isDue = _lots.TryGetValue(reopened.Id, out var known) && LotOrigin.IsSame(known, reopened);
            Require(isDue, Returned, $"Lot {reopened.Id} began on other terms.");
        }
    }
}
