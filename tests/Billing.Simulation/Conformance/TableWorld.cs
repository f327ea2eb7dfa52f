using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Simulation.Storage;

namespace Billing.Simulation.Conformance;

/// <summary>Which table service a check runs against.</summary>
public enum TableService
{
    Memory = 1,
    Azurite,
}

/// <summary>A table of its own for one check, at either service, and short words for what the service says.</summary>
public static class TableWorld
{
    private static int _tables;

    public static TheoryData<TableService> Both => [TableService.Memory, TableService.Azurite];

    public static async Task<TableServiceClient> Service(Azurite azurite, TableService service) => service switch
    {
        TableService.Azurite => await azurite.Tables(),
        _ => new InMemoryTables(new TableStore(TimeProvider.System)),
    };

    public static async Task<TableClient> Table(Azurite azurite, TableService service)
    {
        var name = $"check{Interlocked.Increment(ref _tables)}";
        var tables = await Service(azurite, service);
        await tables.CreateTableIfNotExistsAsync(name);
        return tables.GetTableClient(name);
    }

    public static TableEntity Row(string key, params (string Name, object? Value)[] values)
    {
        var row = new TableEntity("p", key);
        foreach (var (name, value) in values) row[name] = value;
        return row;
    }

    /// <summary>"ok", or the refusal as status, code and the place in the transaction.</summary>
    public static async Task<string> Said(Func<Task> call)
    {
        try
        {
            await call();
            return "ok";
        }
        catch (TableTransactionFailedException refused)
        {
            return $"{refused.Status} {refused.ErrorCode} at {refused.FailedTransactionActionIndex}";
        }
        catch (RequestFailedException refused)
        {
            return $"{refused.Status} {refused.ErrorCode}";
        }
    }

    public static Task<string> Write(this TableClient table, params TableTransactionAction[] actions) =>
        Said(() => table.SubmitTransactionAsync(actions));

    public static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    public static TableTransactionAction Replace(TableEntity row, ETag version) =>
        new(TableTransactionActionType.UpdateReplace, row, version);

    public static TableTransactionAction Merge(TableEntity row, ETag version) =>
        new(TableTransactionActionType.UpdateMerge, row, version);

    public static TableTransactionAction Delete(string key, ETag version) =>
        new(TableTransactionActionType.Delete, Row(key), version);

    /// <summary>The keys of all rows, with the value of N, in the order in which the service gives them.</summary>
    public static async Task<string> Shown(this TableClient table, string? filter = null)
    {
        var rows = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter))
            rows.Add(row.TryGetValue("N", out var value) ? $"{row.RowKey}={value}" : row.RowKey);
        return string.Join(' ', rows);
    }
}
