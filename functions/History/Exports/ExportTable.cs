using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.History.Exports;

/// <summary>How far exports are: the last few of each account.</summary>
public sealed class ExportTable(TableServiceClient service)
{
    public const string Name = "exports";

    /// <summary>Exports of an account that are remembered.</summary>
    public const int MaxKept = 20;

    private readonly TableClient _rows = service.GetTableClient(Name);

    public async Task<Export?> Find(AccountId account, ExportId id, CancellationToken stop)
    {
        var found = await Row(account, id, stop);
        return found is null ? null : Read(account, found);
    }

    /// <summary>False if an export of that name is running; one that has ended makes room.</summary>
    public async Task<bool> Begin(Export export, CancellationToken stop)
    {
        await Forget(export.Account, stop);
        var earlier = await Row(export.Account, export.Id, stop);
        if (earlier is not null && Read(export.Account, earlier).At(export.StartedAt).State == ExportState.Running)
            return false;
        try
        {
            if (earlier is null) await _rows.AddEntityAsync(Write(export), stop);
            else await _rows.UpdateEntityAsync(Write(export), earlier.ETag, TableUpdateMode.Replace, stop);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    public Task Save(Export export, CancellationToken stop) =>
        _rows.UpsertEntityAsync(Write(export), TableUpdateMode.Replace, stop);

    /// <summary>Removes what is remembered of exports from before then.</summary>
    public Task<ForgottenRows> Forget(DateTimeOffset before, string? from, CancellationToken stop) =>
        OldRows.Delete(_rows, TableClient.CreateQueryFilter($"startedAt lt {before}"), from, stop);

    /// <summary>Leaves room for one more. What runs is among the newest, as few run at once.</summary>
    private async Task Forget(AccountId account, CancellationToken stop)
    {
        var kept = new List<TableEntity>();
        var filter = KeyRange.Everything.Filter(account);
        await foreach (var row in _rows.QueryAsync<TableEntity>(filter, cancellationToken: stop)) kept.Add(row);
        foreach (var row in kept.OrderByDescending(row => row.GetDateTimeOffset("startedAt")).Skip(MaxKept - 1))
            await _rows.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: stop);
    }

    private async Task<TableEntity?> Row(AccountId account, ExportId id, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(
            LedgerKeys.Partition(account), Key(account, id), null, stop);
        return found.HasValue ? found.Value : null;
    }

    private static string Key(AccountId account, ExportId id) => $"{id}|{account}";

    private static TableEntity Write(Export export) =>
        new(LedgerKeys.Partition(export.Account), Key(export.Account, export.Id))
        {
            ["id"] = export.Id.Value,
            ["state"] = EnumText.Format(export.State),
            ["rows"] = export.Rows,
            ["rowsAtMost"] = export.RowsAtMost,
            ["bytes"] = export.Bytes,
            ["startedAt"] = export.StartedAt,
            ["updatedAt"] = export.UpdatedAt,
            ["endedAt"] = export.EndedAt,
        };

    private static Export Read(AccountId account, TableEntity row)
    {
        var isKnown = EnumText.TryParse<ExportState>(row.GetString("state"), out var state)
            & ExportId.TryParse(row.GetString("id"), out var id);
        Invariant.Holds(isKnown, "a stored export has a name and a state");
        return new(
            account, id, state, row.GetInt64("rows") ?? 0, row.GetInt64("rowsAtMost") ?? 0,
            row.GetInt64("bytes") ?? 0, row.GetDateTimeOffset("startedAt") ?? default,
            row.GetDateTimeOffset("updatedAt") ?? default, row.GetDateTimeOffset("endedAt"));
    }
}
