using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>
/// Audits one account in storage, while others may go on writing: what was committed when it began must hold.
/// </summary>
/// <param name="prices">Left out where the prices themselves are not known: I9 is then not looked at.</param>
public sealed class LedgerAuditor(LedgerTable table, TimeProvider clock, PriceWitness? prices = null)
{
    private const int ReadsAtOnce = 8;

    public async Task<AuditReport> Audit(AccountId account, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var audit = new LedgerAudit(account, prices is null ? null : await prices.Load(stop));
        var head = await table.Find(account, LedgerKeys.Head(account), stop);
        await Replay(audit, account, head?.TryGetInt64("CommitNo") ?? long.MaxValue, stop);
        audit.End(head);
        if (audit.Broken is null) await Scan(audit, account, stop);
        var elapsed = (long)clock.GetElapsedTime(began).TotalMilliseconds;
        return new(
            audit.Broken is null, audit.Commits, audit.Lines, audit.Movements, audit.Keys.Quarantined.Count,
            audit.Broken, elapsed);
    }

    private async Task Replay(LedgerAudit audit, AccountId account, long last, CancellationToken stop)
    {
        var filter = KeyRange.Commits(1, last).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, null, stop))
        {
            if (audit.Open(row) is not { } content) return;
            var rows = await Read(account, content, stop);
            audit.Replay(row, content, key => rows.GetValueOrDefault(key));
            if (audit.Broken is not null) return;
        }
    }

    private async Task<Dictionary<string, TableEntity?>> Read(
        AccountId account, CommitContent content, CancellationToken stop)
    {
        var rows = new Dictionary<string, TableEntity?>(StringComparer.Ordinal);
        var added = content.Rows.Where(row => row.Change == RowChange.Added).Select(row => $"{row.Key}|{account}");
        foreach (var keys in added.Chunk(ReadsAtOnce))
        {
            var found = await Task.WhenAll(keys.Select(key => table.Find(account, key, stop)));
            foreach (var (key, row) in keys.Zip(found)) rows[key] = row;
        }
        return rows;
    }

    private async Task Scan(LedgerAudit audit, AccountId account, CancellationToken stop)
    {
        var scan = new AuditScan(audit, account);
        var filter = $"PartitionKey eq '{LedgerKeys.Partition(account)}'";
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, AuditScan.Columns, stop))
            scan.See(row);
        scan.End(await table.Load(account, stop));
    }
}
