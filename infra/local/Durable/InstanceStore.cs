using Azure;
using Azure.Data.Tables;

namespace Billing.LocalHost.Durable;

/// <summary>
/// Reads and writes instances. A step is one transaction under the head's ETag; whoever adds to an inbox changes the
/// head too, so that no step overlooks it.
/// </summary>
internal sealed class InstanceStore(TableClient table)
{
    /// <summary>How much of an inbox one step takes in.</summary>
    public const int MaxTaken = 40;

    // With the head, a turn, the carried events and the outbox it stays below the 100 rows of a transaction.
    private const int MaxRemoved = 40;

    public Task PrepareAsync(CancellationToken stop) => table.CreateIfNotExistsAsync(stop);

    public async Task<InstanceState?> LoadAsync(string instance, CancellationToken stop)
    {
        var rows = new List<TableEntity>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {instance}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: stop)) rows.Add(row);
        if (rows.Find(row => row.RowKey == InstanceRows.HeadKey) is not { } first) return null;

        var head = InstanceRows.Head(first);
        var current = InstanceRows.ExecutionPrefix(head.Execution);
        var turns = rows.Where(row => InstanceRows.IsTurn(row.RowKey)).ToLookup(
            row => row.RowKey.StartsWith(current, StringComparison.Ordinal));
        return new InstanceState(head, first.ETag)
        {
            Turns = [.. turns[true].Select(PackedJson.Read<Turn>)],
            Leftovers = [.. turns[false].Select(row => row.RowKey)],
            Inbox = [.. rows.Where(row => InstanceRows.IsInbox(row.RowKey)).Select(InstanceRows.Arrival)],
            Carried = List<TurnInput.EventRaised>(rows, InstanceRows.CarriedKey),
            Outbox = List<Message>(rows, InstanceRows.OutboxKey),
        };
    }

    public async Task<(InstanceHead Head, ETag Tag)?> FindHeadAsync(string instance, CancellationToken stop)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            instance, InstanceRows.HeadKey, cancellationToken: stop);
        return row.HasValue ? (InstanceRows.Head(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>False if there is one of that id already.</summary>
    public async Task<bool> AddAsync(InstanceHead head, CancellationToken stop)
    {
        try
        {
            await table.AddEntityAsync(InstanceRows.Of(head), stop);
            return true;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return false;
        }
    }

    /// <summary>The instance as it then is; null if another has changed it meanwhile.</summary>
    /// <exception cref="RowTooLargeException">The step is more than can be kept.</exception>
    public async Task<InstanceState?> CommitAsync(InstanceState state, InstanceChange change, CancellationToken stop)
    {
        var leftovers = state.Leftovers.Take(MaxRemoved).ToList();
        var actions = InstanceWrite.Of(state, change, leftovers);
        try
        {
            var written = await table.SubmitTransactionAsync(actions, stop);
            return InstanceWrite.After(state, change, leftovers, written.Value[0].Headers.ETag!.Value);
        }
        catch (RequestFailedException lost) when (lost.Status is 412 or 404)
        {
            return null;
        }
    }

    /// <summary>False if there is no such instance. What has arrived already does not arrive again.</summary>
    public async Task<bool> PutAsync(string instance, Arrival arrival, DateTimeOffset now, CancellationToken stop)
    {
        var nudge = new TableEntity(instance, InstanceRows.HeadKey) { [nameof(InstanceHead.Due)] = now };
        try
        {
            await table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpdateMerge, nudge, ETag.All),
                    new(TableTransactionActionType.Add, InstanceRows.Of(instance, arrival)),
                ],
                stop);
            return true;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return true;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
    }

    /// <summary>Removes all rows, the head last; false if another has changed the instance meanwhile.</summary>
    public async Task<bool> RemoveAsync(InstanceState state, CancellationToken stop)
    {
        var instance = state.Head.InstanceId;
        var keys = InstanceWrite.KeysBeside(state).Chunk(MaxTaken + MaxRemoved).ToList();
        foreach (var some in keys)
            await table.SubmitTransactionAsync(some.Select(key => InstanceWrite.Delete(instance, key)), stop);
        try
        {
            await table.DeleteEntityAsync(instance, InstanceRows.HeadKey, state.Tag, stop);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Heads that the filter picks, by instance id.</summary>
    public AsyncPageable<TableEntity> Heads(string filter, int? maxPerPage = null, CancellationToken stop = default) =>
        table.QueryAsync<TableEntity>(
            $"RowKey eq '{InstanceRows.HeadKey}'" + (filter.Length == 0 ? string.Empty : $" and {filter}"),
            maxPerPage,
            cancellationToken: stop);

    private static List<T> List<T>(List<TableEntity> rows, string key) =>
        rows.Find(row => row.RowKey == key) is { } row ? PackedJson.Read<List<T>>(row) : [];
}
