using Azure.Data.Tables;
using static Billing.Ledger.AuditRules;

namespace Billing.Ledger;

/// <summary>
/// The second look of an audit, in the order of keys: no row that no commit wrote, none missing, and no event id twice.
/// Holds the identities of two days at a time.
/// </summary>
internal sealed class AuditScan(LedgerAudit audit, AccountId account)
{
    private readonly HashSet<string> _keptSeen = new(StringComparer.Ordinal);
    private (DateOnly Day, DayIds Ids) _today = (DateOnly.MinValue, new());
    private (DateOnly Day, DayIds Ids) _yesterday = (DateOnly.MinValue, new());
    private (string Row, long CommitNo) _ahead = ("", 0);

    public static List<string> Columns { get; } = ["PartitionKey", "RowKey", "CommitNo", .. SegmentRow.EventColumns];

    public void See(TableEntity row) => audit.Look(row.RowKey, () =>
    {
        var kind = row.RowKey[0];
        if (kind is LedgerKeys.PaymentRow or LedgerKeys.VoucherRow or LedgerKeys.PlanRow
            || row.RowKey == LedgerKeys.Head(account)) return;
        if (row.TryGetInt64("CommitNo") is { } commitNo && commitNo > audit.Commits)
        {
            if (commitNo > _ahead.CommitNo) _ahead = (row.RowKey, commitNo);
            return;
        }
        var isOurs = row.RowKey.EndsWith($"|{account}", StringComparison.Ordinal);
        Require(isOurs, Unchanged, "It is keyed for another account.");
        Require(audit.Keys.Contains(row.RowKey), Unchanged, "No commit wrote it.");
        if (kind == LedgerKeys.QuarantineRow) _keptSeen.Add(row.RowKey);
        if (kind == LedgerKeys.SegmentRow) SeeIds(row);
    });

    /// <param name="headCommitNo">Of the head after the scan: what is newer than the audit must be a commit's.</param>
    public void End(long headCommitNo)
    {
        var last = Math.Max(headCommitNo, audit.Commits);
        audit.Look(_ahead.Row, () => Require(_ahead.CommitNo <= last, Unchanged, "No commit wrote it."));
        if (headCommitNo > audit.Commits) return;
        foreach (var kept in audit.Keys.Quarantined)
            audit.Look(kept, () => Require(_keptSeen.Contains(kept), Unchanged, "A commit kept it and it is gone."));
    }

    private void SeeIds(TableEntity row)
    {
        var day = SegmentRow.Key(row).Day;
        if (day != _today.Day) (_yesterday, _today) = (_today, (day, new()));
        var isNext = _yesterday.Day.AddDays(1) == day;
        foreach (var it in SegmentRow.ReadEvents(row))
        {
            var key = EventIdentity.Key(it);
            var isTwice = _today.Ids.TryGet(key, out _) || (isNext && _yesterday.Ids.TryGet(key, out _));
            Require(!isTwice, NoIdTwice, $"Event {it.EventId} of {it.Source} is charged a second time.");
            _today.Ids.Add(key, 0);
        }
    }
}
