using Azure.Data.Tables;
using Billing.Invoices;
using Billing.Ledger;

namespace Billing.Backup;

/// <summary>
/// Copies all tables of a storage account into a folder. The ledger comes last: what it holds beyond other tables is
/// known by its once-only keys, so work that they still show as open ends without a second effect. The other way round
/// work would be shown as done that the ledger knows nothing of. Numbers of documents come after the documents.
/// </summary>
internal sealed class Copy(TableServiceClient tables, string folder, TimeProvider clock, Action<string> say)
{
    private const int Step = 100_000;

    /// <exception cref="BackupException">The folder is in use, or an account cannot be copied.</exception>
    public async Task Run(CancellationToken stop)
    {
        var began = clock.GetUtcNow();
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new BackupException($"{folder} is not empty; a backup needs a folder of its own.");

        Directory.CreateDirectory(folder);
        var names = new List<string>();
        await foreach (var table in tables.QueryAsync(cancellationToken: stop)) names.Add(table.Name);
        if (!names.Remove(LedgerTable.Name)) throw new BackupException($"There is no table {LedgerTable.Name}.");

        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in names.OrderBy(name => name == SeriesTable.Name)) rows[name] = await Whole(name, stop);
        rows[LedgerTable.Name] = await Ledger(stop);
        new Manifest(began, clock.GetUtcNow(), rows).Write(folder);
    }

    private async Task<long> Ledger(CancellationToken stop)
    {
        var client = tables.GetTableClient(LedgerTable.Name);
        var (ledger, copy) = (new LedgerReader(new(client)), new LedgerCopy(client));
        await using var file = TableFile.Create(folder, LedgerTable.Name);
        var (rows, accounts) = (0L, 0L);
        for (var at = ""; await ledger.NextPartition(at, stop) is { } partition; at = partition)
        {
            rows += await copy.Copy(partition, row => file.WriteLineAsync(EntityJson.Write(row)), stop);
            if (++accounts % 1_000 == 0) say($"{LedgerTable.Name}: {accounts:N0} accounts, {rows:N0} rows");
        }

        say($"{LedgerTable.Name}: {accounts:N0} accounts, {rows:N0} rows, done");
        return rows;
    }

    private async Task<long> Whole(string name, CancellationToken stop)
    {
        await using var file = TableFile.Create(folder, name);
        var rows = 0L;
        await foreach (var row in tables.GetTableClient(name).QueryAsync<TableEntity>(cancellationToken: stop))
        {
            await file.WriteLineAsync(EntityJson.Write(row));
            if (++rows % Step == 0) say($"{name}: {rows:N0} rows");
        }

        say($"{name}: {rows:N0} rows, done");
        return rows;
    }
}
