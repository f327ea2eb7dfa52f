using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Billing.LocalHost.Messaging;

/// <summary>Keeps what receivers store with a session, one row each.</summary>
internal sealed class SessionStates(string connectionString, string queue)
{
    private const string Table = "localhostsessions";
    private const string Column = "State";

    private readonly Lazy<TableClient> _table = new(() => new TableClient(connectionString, Table));

    public async Task<BinaryData?> GetAsync(string session, CancellationToken stop)
    {
        await _table.Value.CreateIfNotExistsAsync(stop);
        var row = await _table.Value.GetEntityIfExistsAsync<TableEntity>(queue, Key(session), cancellationToken: stop);
        return row.HasValue ? BinaryData.FromBytes(row.Value!.GetBinary(Column)) : null;
    }

    public async Task SetAsync(string session, BinaryData? state, CancellationToken stop)
    {
        await _table.Value.CreateIfNotExistsAsync(stop);
        if (state is null)
        {
            await _table.Value.DeleteEntityAsync(queue, Key(session), ETag.All, stop);
            return;
        }

        var row = new TableEntity(queue, Key(session)) { [Column] = state.ToArray() };
        await _table.Value.UpsertEntityAsync(row, TableUpdateMode.Replace, stop);
    }

    private string Key(string session) => $"{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(session))}|{queue}";
}
