namespace Billing.Ledger;

/// <summary>
/// Audits one account in storage, while others may go on writing: what was committed when it began must hold. Where
/// marks for the timers are missing, they are set.
/// </summary>
/// <param name="prices">Left out where the prices themselves are not known: I9 is then not looked at.</param>
/// <param name="credits">Left out where rows beside the ledger are not known: I12 and I17 are then not.</param>
public sealed class LedgerAuditor(
    LedgerTable table, TimeProvider clock, PriceWitness? prices = null, IEnumerable<CreditWitness>? credits = null)
{
    public Task<AuditReport> Audit(AccountId account, CancellationToken stop) => Audit(account, mark: null, stop);

    /// <param name="mark">What an earlier audit found; it must be there still.</param>
    public async Task<AuditReport> Audit(AccountId account, AuditMark? mark, CancellationToken stop)
    {
        var check = prices is null ? null : await prices.Load(stop);
        var (audit, rows) = (new LedgerAudit(account, check, mark), AuditRows.Of(table, account));
        var report = await Audit(audit, account, rows, clock, stop);
        if (report.Ok && await Beside(audit, account, rows, stop) is { } broken)
            report = report with { Ok = false, FirstBroken = broken };
        if (report.Ok) await table.Repair(account, clock.GetUtcNow(), stop);
        return report;
    }

    /// <summary>The same over any source of rows.</summary>
    public static async Task<AuditReport> Audit(
        LedgerAudit audit, AccountId account, AuditRows rows, TimeProvider clock, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        // An account may begin between two reads: without a commit there is nothing yet, with one there is a head.
        var key = LedgerKeys.Head(account);
        var head = await rows.Find(key, stop);
        var hasBegun = head is not null || await rows.Find(LedgerKeys.Commit(account, 1), stop) is not null;
        if (hasBegun) head ??= await rows.Find(key, stop);
        var last = hasBegun ? head?.TryGetInt64("CommitNo") ?? long.MaxValue : 0;
        await Replay(audit, account, rows, last, stop);
        audit.End(head);
        if (audit.Broken is null) await Scan(audit, account, rows, stop);
        var elapsed = (long)clock.GetElapsedTime(began).TotalMilliseconds;
        return new(
            audit.Broken is null, audit.Commits, audit.Lines, audit.Movements, audit.Keys.Quarantined.Count,
            audit.Broken, elapsed) { Mark = audit.Mark };
    }

    private async Task<AuditFinding?> Beside(
        LedgerAudit audit, AccountId account, AuditRows rows, CancellationToken stop)
    {
        var beside = new CreditAudit(audit, account, rows);
        foreach (var witness in credits ?? [])
            if (await beside.Compare(witness, stop) is { } broken) return broken;
        return null;
    }

    private static async Task Replay(
        LedgerAudit audit, AccountId account, AuditRows rows, long last, CancellationToken stop)
    {
        var batch = new AuditBatch(account, rows);
        await foreach (var row in rows.Read(KeyRange.Commits(1, last), null, stop))
        {
            batch.Add(row);
            if (batch.IsFull) await Replay(audit, batch, stop);
            if (audit.Broken is not null) return;
        }
        await Replay(audit, batch, stop);
    }

    private static async Task Replay(LedgerAudit audit, AuditBatch batch, CancellationToken stop)
    {
        await batch.Fetch(stop);
        foreach (var commit in batch.Commits)
        {
            if (audit.Open(commit) is not { } content) return;
            audit.Replay(commit, content, batch.Find);
            if (audit.Broken is not null) return;
        }
        batch.Clear();
    }

    private static async Task Scan(LedgerAudit audit, AccountId account, AuditRows rows, CancellationToken stop)
    {
        var scan = new AuditScan(audit, account);
        await foreach (var row in rows.Read(KeyRange.Everything, AuditScan.Columns, stop)) scan.See(row);
        var head = await rows.Find(LedgerKeys.Head(account), stop);
        scan.End(head?.TryGetInt64("CommitNo") ?? 0);
    }
}
