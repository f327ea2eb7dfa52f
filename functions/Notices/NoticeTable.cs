using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Notices;

/// <summary>The notices of accounts, newest first: a partition an account, a row a fact of its ledger.</summary>
public sealed class NoticeTable(TableServiceClient tables)
{
    public const string Name = "notices";

    private const int MaxErasedAtOnce = 8;

    private readonly TableClient _rows = tables.GetTableClient(Name);

    /// <summary>A notice that is there already stays as it is.</summary>
    public async Task Keep(Notice notice, CancellationToken stop)
    {
        try
        {
            await _rows.AddEntityAsync(Write(notice), stop);
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            // The same fact was delivered before.
        }
    }

    /// <param name="before">Only notices older than this one.</param>
    public Task<IReadOnlyList<Notice>> List(
        AccountId account, long? before, int maxRows, CancellationToken stop) =>
        List(account, before, maxRows, without: [], stop);

    /// <param name="before">Only notices older than this one.</param>
    /// <param name="without">Kinds that are left out.</param>
    public async Task<IReadOnlyList<Notice>> List(
        AccountId account, long? before, int maxRows, IEnumerable<string> without, CancellationToken stop)
    {
        var from = before is { } last ? Key(last) : "";
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {LedgerKeys.Partition(account)} and RowKey gt {from + "}"}");
        if (before is null) filter = TableClient.CreateQueryFilter($"PartitionKey eq {LedgerKeys.Partition(account)}");
        filter += string.Concat(without.Select(kind => TableClient.CreateQueryFilter($" and Kind ne {kind}")));
        var found = new List<Notice>();
        await foreach (var row in _rows.QueryAsync<TableEntity>(filter, maxRows, null, stop))
        {
            found.Add(Read(account, row));
            if (found.Count == maxRows) break;
        }
        return found;
    }

    /// <summary>The account is told nothing of what was; again is the same.</summary>
    /// <returns>How many notices there were.</returns>
    public async Task<int> Erase(AccountId account, CancellationToken stop)
    {
        List<TableEntity> all = [];
        var filter = KeyRange.Everything.Filter(account);
        await foreach (var row in _rows.QueryAsync<TableEntity>(filter, null, ["PartitionKey", "RowKey"], stop))
            all.Add(row);
        await AtOnce.ForEach(
            all, MaxErasedAtOnce,
            (row, token) => _rows.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, token), stop);
        return all.Count;
    }

    /// <summary>Removes notices of all accounts from before then.</summary>
    public Task<ForgottenRows> Forget(DateTimeOffset before, string? from, CancellationToken stop) =>
        OldRows.Delete(_rows, TableClient.CreateQueryFilter($"At lt {before.UtcTicks}"), from, stop);

    /// <summary>Inverted, so that newer notices sort first.</summary>
    private static string Key(long seq) => LedgerKeys.Number(long.MaxValue - seq);

    private static TableEntity Write(Notice notice) =>
        new(LedgerKeys.Partition(notice.Account), $"{Key(notice.Seq)}|{notice.Account}")
        {
            ["Kind"] = notice.Kind,
            ["At"] = notice.At.UtcTicks,
            ["Body"] = notice.Body,
        };

    private static Notice Read(AccountId account, TableEntity row)
    {
        var seq = long.MaxValue - long.Parse(row.RowKey.AsSpan(0, 19), NumberStyles.None, CultureInfo.InvariantCulture);
        return new(account, seq, row.Need<string>("Kind"), row.NeedTime("At"), row.Need<string>("Body"));
    }
}
