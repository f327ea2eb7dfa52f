using System.Globalization;
using Azure.Data.Tables;
using Billing.Backup;
using Billing.Ledger;
using Billing.LocalHost.Storage;
using Billing.Money;

namespace Billing.Infrastructure.Tests.Backup;

public sealed class RestoreTests : IAsyncLifetime
{
    private const int Accounts = 6;

    private readonly string _folder = Path.Combine(
        Directory.CreateTempSubdirectory("billing-backup-").FullName, "copy");

    private AzuriteProcess _store = null!;

    private static LedgerEntry Opening { get; } =
        Entry(new MovementFact.Opened(Currency.Usd, "UTC"), TopUp("1000", "pay-first"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TableServiceClient Tables => new(_store.ConnectionString);

    public async ValueTask InitializeAsync() => _store = await AzuriteProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
    }

    [Fact]
    public async Task What_was_copied_while_others_wrote_comes_back_at_a_commit_of_each_account()
    {
        var (ledger, accounts) = await Open();
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var writers = accounts.Select(account => Write(ledger, account, writing.Token)).ToList();
        await Copied();
        await writing.CancelAsync();
        var written = await Task.WhenAll(writers);

        await using var other = await AzuriteProcess.StartAsync();
        var restored = new TableServiceClient(other.ConnectionString);
        Assert.True(await Restored(restored));

        var copy = new LedgerTable(restored.GetTableClient(LedgerTable.Name));
        foreach (var (account, last) in accounts.Zip(written))
        {
            var head = await copy.Load(account, Stop);
            Assert.InRange(head.CommitNo, 1, last);
            var beside = await copy.Rows.GetEntityAsync<TableEntity>(
                LedgerKeys.Partition(account), Beside(account), cancellationToken: Stop);
            Assert.Equal(head.CommitNo, beside.Value.GetInt64("Commit"));
        }

        Assert.Contains(written, last => last > 1);
        var profiles = restored.GetTableClient("accounts");
        var profile = await profiles.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop);
        Assert.Equal("An ÅÄ 東京", profile.Value.GetString("Name"));
    }

    [Fact]
    public async Task A_ledger_that_was_changed_in_the_backup_is_told()
    {
        await Open();
        await Copied();
        await Tamper(line => line.Contains("\"RowKey\":\"T|", StringComparison.Ordinal));
        await using var other = await AzuriteProcess.StartAsync();
        var said = new List<string>();

        Assert.False(await new Restore(new(other.ConnectionString), _folder, TimeProvider.System, said.Add).Run(Stop));

        Assert.Contains(said, line => line.Contains("is broken at", StringComparison.Ordinal));
        Assert.Contains($"{Accounts} accounts audited, 1 broken", said);
    }

    [Fact]
    public async Task A_backup_that_lacks_a_row_is_refused()
    {
        await Open();
        await Copied();
        var lines = await Lines();
        await Rewrite(lines[1..]);
        await using var other = await AzuriteProcess.StartAsync();

        var refused = await Assert.ThrowsAsync<BackupException>(() => Restored(new(other.ConnectionString)));

        Assert.Contains("rows in the backup, not", refused.Message);
    }

    [Fact]
    public async Task Nothing_is_written_over_a_ledger_or_a_backup_and_nothing_is_made_of_half_a_backup()
    {
        await Open();
        await Copied();

        Assert.Contains("ledger already", (await Assert.ThrowsAsync<BackupException>(() => Restored(Tables))).Message);
        Assert.Contains("not empty", (await Assert.ThrowsAsync<BackupException>(Copied)).Message);

        File.Delete(Path.Combine(_folder, "manifest.json"));
        Assert.Contains("no finished", (await Assert.ThrowsAsync<BackupException>(() => Restored(Tables))).Message);
    }

    private Task Copied() => new Copy(Tables, _folder, TimeProvider.System, _ => { }).Run(Stop);

    private Task<bool> Restored(TableServiceClient into) =>
        new Restore(into, _folder, TimeProvider.System, _ => { }).Run(Stop);

    private async Task<(LedgerTable Ledger, AccountId[] Accounts)> Open()
    {
        var profiles = Tables.GetTableClient("accounts");
        await profiles.CreateAsync(Stop);
        await profiles.AddEntityAsync(new TableEntity("p", "r") { ["Name"] = "An ÅÄ 東京" }, Stop);
        var rows = Tables.GetTableClient(LedgerTable.Name);
        await rows.CreateAsync(Stop);
        var ledger = new LedgerTable(rows);
        AccountId[] accounts = [.. Enumerable.Range(0, Accounts).Select(i => AccountId.Parse($"kept-{i}"))];
        foreach (var account in accounts)
            await ledger.Commit(AccountHead.New(account), Opening, [Row(account, 1)], Stop);
        return (ledger, accounts);
    }

    /// <returns>The number of the last commit.</returns>
    private static async Task<long> Write(LedgerTable ledger, AccountId account, CancellationToken until)
    {
        var head = await ledger.Load(account, Stop);
        for (var i = 0; !until.IsCancellationRequested; i++)
        {
            var entry = Entry(TopUp("1", string.Create(CultureInfo.InvariantCulture, $"pay-{i}")));
            var result = await ledger.Commit(head, entry, [Row(account, head.CommitNo + 1)], Stop);
            head = Assert.IsType<CommitResult.Committed>(result).Head;
            await Task.Delay(40, Stop);
        }

        return head.CommitNo;
    }

    private static LedgerEntry Entry(params MovementFact[] movements) =>
        new(new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero)) { Movements = [.. movements] };

    private static MovementFact.TopUpCredited TopUp(string amount, string payment) =>
        new(payment, "vnpay", Amount.Parse(amount, Currency.Usd));

    /// <summary>A row that every commit changes, as payments and plans are.</summary>
    private static TableTransactionAction Row(AccountId account, long commit) => new(
        TableTransactionActionType.UpsertReplace,
        new TableEntity(LedgerKeys.Partition(account), Beside(account)) { ["Commit"] = commit });

    private static string Beside(AccountId account) => LedgerKeys.Payment(account, "0");

    private async Task<List<string>> Lines()
    {
        var lines = new List<string>();
        await foreach (var row in TableFile.Read(_folder, LedgerTable.Name, Stop)) lines.Add(EntityJson.Write(row));
        return lines;
    }

    private async Task Rewrite(IEnumerable<string> lines)
    {
        await using var file = TableFile.Create(_folder, LedgerTable.Name);
        foreach (var line in lines) await file.WriteLineAsync(line);
    }

    private async Task Tamper(Predicate<string> which)
    {
        var lines = await Lines();
        var at = lines.FindIndex(which);
        var row = EntityJson.Read(lines[at]);
        var column = row.First(it => it.Value is byte[]).Key;
        var bytes = (byte[])row[column];
        bytes[^1] ^= 1;
        lines[at] = EntityJson.Write(row);
        await Rewrite(lines);
    }
}
