using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Backup;

/// <summary>Writes a backup into a storage account that holds no ledger yet, and audits every account there.</summary>
internal sealed class Restore(TableServiceClient tables, string folder, TimeProvider clock, Action<string> say)
{
    private const int MaxRows = 100;
    private const long MaxBytes = 2 << 20;

    /// <returns>Whether every ledger proves itself.</returns>
    /// <exception cref="BackupException">There is a ledger already, or the backup is not whole.</exception>
    public async Task<bool> Run(CancellationToken stop)
    {
        var manifest = Manifest.Read(folder);
        var missing = manifest.Rows.Keys.Except(TableFile.Tables(folder), StringComparer.Ordinal).ToList();
        if (missing.Count > 0) throw new BackupException($"The backup lacks {string.Join(", ", missing)}.");
        await RefuseALedger(stop);

        foreach (var (name, expected) in manifest.Rows)
        {
            var written = await Fill(name, stop);
            if (written != expected)
                throw new BackupException($"{name} has {written:N0} rows in the backup, not {expected:N0} as it says.");

            say($"{name}: {written:N0} rows");
        }

        return await Audit(stop);
    }

    private async Task RefuseALedger(CancellationToken stop)
    {
        var ledger = tables.GetTableClient(LedgerTable.Name);
        await ledger.CreateIfNotExistsAsync(stop);
        if (await new LedgerReader(new(ledger)).NextPartition("", stop) is not null)
            throw new BackupException("There is a ledger already; restore into a storage account of its own.");
    }

    private async Task<long> Fill(string name, CancellationToken stop)
    {
        var table = tables.GetTableClient(name);
        await table.CreateIfNotExistsAsync(stop);
        var (rows, bytes, pack) = (0L, 0L, new List<TableTransactionAction>());
        await foreach (var row in TableFile.Read(folder, name, stop))
        {
            var size = Size(row);
            var isFull = pack.Count == MaxRows || bytes + size > MaxBytes;
            if (pack.Count > 0 && (isFull || pack[0].Entity.PartitionKey != row.PartitionKey)) await Send();
            pack.Add(new(TableTransactionActionType.UpsertReplace, row));
            (rows, bytes) = (rows + 1, bytes + size);
        }

        if (pack.Count > 0) await Send();
        return rows;

        async Task Send()
        {
            await table.SubmitTransactionAsync(pack, stop);
            pack.Clear();
            bytes = 0;
        }
    }

    private async Task<bool> Audit(CancellationToken stop)
    {
        var ledger = new LedgerTable(tables.GetTableClient(LedgerTable.Name));
        var (reader, auditor) = (new LedgerReader(ledger), new LedgerAuditor(ledger, clock));
        var (accounts, broken) = (0L, 0L);
        for (var at = ""; await reader.NextPartition(at, stop) is { } partition; at = partition)
        {
            accounts++;
            if (!LedgerKeys.TryAccount(partition, out var account))
                throw new BackupException($"{partition} is the partition of no account.");
            var report = await auditor.Audit(account, stop);
            if (report.Ok) continue;

            broken++;
            say($"{account} is broken at {report.FirstBroken!.Row}: {report.FirstBroken.Detail}");
        }

        say($"{accounts:N0} accounts audited, {broken:N0} broken");
        return broken == 0;
    }

    /// <summary>About what a row takes in a request.</summary>
    private static long Size(TableEntity row) => row.Sum(column => 40 + column.Key.Length + column.Value switch
    {
        byte[] bytes => bytes.Length * 4L / 3,
        string text => text.Length * 3L,
        _ => 20,
    });
}
