using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Backup;

/// <summary>
/// Reads the ledger of one account as it was after one of its commits, while others go on writing. Rows that change are
/// read between two looks at the head that agree; commits, segments and movements never change, so of them those up to
/// that head are read afterwards.
/// </summary>
internal sealed class LedgerCopy(TableClient ledger)
{
    private const int MaxLooks = 100;

    private const string Changing =
        "(RowKey lt 'C|' or (RowKey ge 'C}' and RowKey lt 'S|') or RowKey ge 'T}')";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="BackupException">The account was never still for as long as one read takes.</exception>
    public async Task<long> Copy(string partition, Func<TableEntity, Task> write, CancellationToken stop)
    {
        var account = LedgerKeys.TryAccount(partition, out var owner)
            ? owner
            : throw new BackupException($"{partition} is the partition of no account.");
        var (head, changing) = await StillRows(account, partition, stop);
        foreach (var row in changing) await write(row);
        var count = (long)changing.Count;
        foreach (var (kind, last) in Bounds(head))
        {
            await foreach (var row in Rows(partition, $"(RowKey ge '{kind}|' and RowKey lt '{kind}}}')", stop))
            {
                if (Number(row.RowKey, kind) > last) continue;

                await write(row);
                count++;
            }
        }

        return count;
    }

    private async Task<(TableEntity? Head, List<TableEntity> Rows)> StillRows(
        AccountId account, string partition, CancellationToken stop)
    {
        for (var look = 1; look <= MaxLooks; look++)
        {
            var before = await Head(account, partition, stop);
            var rows = new List<TableEntity>();
            await foreach (var row in Rows(partition, Changing, stop)) rows.Add(row);
            var after = await Head(account, partition, stop);
            if (before?.ETag == after?.ETag) return (before, rows);

            await Task.Delay(Pause, stop);
        }

        throw new BackupException($"Account {account} never stood still; copy again when it is quieter.");
    }

    private async Task<TableEntity?> Head(AccountId account, string partition, CancellationToken stop)
    {
        var found = await ledger.GetEntityIfExistsAsync<TableEntity>(
            partition, LedgerKeys.Head(account), cancellationToken: stop);
        return found.HasValue ? found.Value : null;
    }

    private AsyncPageable<TableEntity> Rows(string partition, string keys, CancellationToken stop) =>
        ledger.QueryAsync<TableEntity>(
            $"PartitionKey eq '{LedgerKeys.Quoted(partition)}' and {keys}", cancellationToken: stop);

    private static (char Kind, long Last)[] Bounds(TableEntity? head)
    {
        var (commit, seq) = (head?.GetInt64("CommitNo") ?? 0, head?.GetInt64("Seq") ?? 0);
        return
        [
            (LedgerKeys.CommitRow, commit), (LedgerKeys.SegmentRow, seq), (LedgerKeys.MovementRow, seq),
        ];
    }

    /// <summary>C|number|account, or S|day|number|account.</summary>
    private static long Number(string key, char kind) => long.Parse(
        key.Split('|')[kind == LedgerKeys.CommitRow ? 1 : 2], NumberStyles.None, CultureInfo.InvariantCulture);
}
