using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Billing.Simulation.Storage;

/// <summary>A client of the tables in memory, as one process of the app has it: its calls pass its own gate.</summary>
public sealed class InMemoryTables(TableStore store, ICallGate gate) : TableServiceClient
{
    public InMemoryTables(TableStore store)
        : this(store, OpenGate.Instance)
    {
    }

    public override TableClient GetTableClient(string tableName) => new InMemoryTable(store, gate, tableName);

    public override Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        gate.Pass(
            new("create", tableName, ""),
            () =>
            {
                var status = store.Create(tableName) ? 201 : 409;
                return Response.FromValue(new TableItem(tableName), new PlainResponse(status));
            },
            cancellationToken);
}
