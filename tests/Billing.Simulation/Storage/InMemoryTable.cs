using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Billing.Simulation.Storage;

/// <summary>One table in memory, as the client library shows it. What the app does not use is not there.</summary>
public sealed class InMemoryTable(TableStore store, ICallGate gate, string name) : TableClient
{
    public override string Name => name;

    public override Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        new InMemoryTables(store, gate).CreateTableIfNotExistsAsync(name, cancellationToken);

    public override async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
    {
        var row = await Find(partitionKey, rowKey, select, cancellationToken) ?? throw StoreErrors.NotFound();
        return Response.FromValue(Cast<T>(row), new PlainResponse(200, row.ETag.ToString()));
    }

    public override async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
    {
        var row = await Find(partitionKey, rowKey, select, cancellationToken);
        if (row is null) return new NoRow<T>();
        return Response.FromValue(Cast<T>(row), new PlainResponse(200, row.ETag.ToString()));
    }

    public override AsyncPageable<T> QueryAsync<T>(
        string? filter = null,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default) =>
        new RowPages<T>(store, gate, name, filter, maxPerPage, select, cancellationToken);

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        Write("insert", new(TableTransactionActionType.Add, entity), cancellationToken);

    public override Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default) =>
        Write(
            "update",
            new(
                mode == TableUpdateMode.Merge
                    ? TableTransactionActionType.UpdateMerge
                    : TableTransactionActionType.UpdateReplace,
                entity,
                ifMatch),
            cancellationToken);

    public override Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        Write(
            "upsert",
            new(
                mode == TableUpdateMode.Merge
                    ? TableTransactionActionType.UpsertMerge
                    : TableTransactionActionType.UpsertReplace,
                entity),
            cancellationToken);

    /// <summary>A row that is not there is no failure.</summary>
    public override async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        var row = new TableEntity(partitionKey, rowKey);
        try
        {
            return await Write("delete", new(TableTransactionActionType.Delete, row, ifMatch), cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404 && gone.ErrorCode == "ResourceNotFound")
        {
            return new PlainResponse(404);
        }
    }

    public override Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);

    public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        List<TableTransactionAction> actions = [.. transactionActions];
        if (actions.Count == 0)
            throw new InvalidOperationException("A transaction has at least one row.");
        return gate.Pass(
            new("transaction", name, actions[0].Entity.RowKey, actions.Exists(HasCondition)),
            () =>
            {
                IReadOnlyList<Response> rows =
                    [.. store.WriteTogether(name, actions).Select(row => new PlainResponse(204, row?.Tag))];
                return Response.FromValue(rows, new PlainResponse(202));
            },
            cancellationToken);
    }

    private static bool HasCondition(TableTransactionAction action) =>
        action.ETag != default && action.ETag != ETag.All;

    private static T Cast<T>(TableEntity row) => row is T asked
        ? asked
        : throw new NotSupportedException($"Rows are read as {nameof(TableEntity)}, not as {typeof(T).Name}.");

    private Task<TableEntity?> Find(
        string partition, string rowKey, IEnumerable<string>? select, CancellationToken stop)
    {
        var columns = select?.ToHashSet(StringComparer.Ordinal);
        return gate.Pass(
            new("get", name, rowKey),
            () => store.Find(name, partition, rowKey)?.ToEntity(columns),
            stop);
    }

    private Task<Response> Write(string kind, TableTransactionAction action, CancellationToken stop) => gate.Pass(
        new(kind, name, action.Entity.RowKey, HasCondition(action)),
        () => (Response)new PlainResponse(204, store.Write(name, action)?.Tag),
        stop);
}
