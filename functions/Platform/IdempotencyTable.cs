using Azure;
using Azure.Data.Tables;

namespace Billing.Platform;

/// <summary>An answer as it was first given.</summary>
/// <param name="Location">The header of a 201; null otherwise.</param>
/// <param name="Body">Empty also once it is forgotten.</param>
public sealed record StoredAnswer(int Status, string? ContentType, string? Location, byte[] Body)
{
    public const int MaxBodyBytes = 32 * 1024;
}

/// <summary>
/// What is known of one Idempotency-Key: the request it stands for, the id of its effect, and the answer once there is
/// one.
/// </summary>
public sealed record IdempotencyRecord(
    string Id, string RequestHash, string EffectId, StoredAnswer? Answer, ETag Version);

/// <summary>Where idempotency keys are kept; written before the function runs, and again with its answer.</summary>
public sealed class IdempotencyTable(TableServiceClient tables)
{
    public const string Name = "idempotency";

    private const int LowestStatus = 100;

    private readonly TableClient _rows = tables.GetTableClient(Name);

    /// <summary>The record of this key: the one that exists, or a new one that owns the given effect id.</summary>
    /// <param name="id">Hex of a hash, so that partitions are spread by its first three digits.</param>
    public async Task<IdempotencyRecord> Reserve(
        string id, string requestHash, string effectId, DateTimeOffset now, CancellationToken stop)
    {
        if (await Find(id, stop) is { } earlier) return earlier;

        var row = new TableEntity(id[..3], id)
        {
            ["requestHash"] = requestHash,
            ["effectId"] = effectId,
            ["at"] = now,
        };
        try
        {
            var answer = await _rows.AddEntityAsync(row, stop);
            return new(id, requestHash, effectId, null, answer.Headers.ETag ?? default);
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            var first = await Find(id, stop);
            Invariant.Holds(first is not null, "a key that is taken has a record");
            return first;
        }
    }

    /// <summary>Stores the answer and returns the one that stands: a twin of the request may have been first.</summary>
    public async Task<StoredAnswer> Complete(IdempotencyRecord record, StoredAnswer answer, CancellationToken stop)
    {
        var row = new TableEntity(record.Id[..3], record.Id)
        {
            ["status"] = answer.Status,
            ["contentType"] = answer.ContentType,
            ["location"] = answer.Location,
            ["body"] = answer.Body,
        };
        try
        {
            await _rows.UpdateEntityAsync(row, record.Version, TableUpdateMode.Merge, stop);
            return answer;
        }
        catch (RequestFailedException late) when (late.Status == 412)
        {
            return (await Find(record.Id, stop))?.Answer ?? answer;
        }
    }

    /// <summary>
    /// Forgets the bodies of answers from before then. The key, its effect and the status stay for ever: a retry,
    /// however late, is known and does nothing again.
    /// </summary>
    public Task<ForgottenRows> Forget(DateTimeOffset before, string? from, CancellationToken stop) => OldRows.Forget(
        _rows, TableClient.CreateQueryFilter($"at lt {before} and status ge {LowestStatus}"), from,
        async (row, token) =>
        {
            await _rows.UpdateEntityAsync(WithoutBody(row), row.ETag, TableUpdateMode.Replace, token);
            return true;
        }, stop);

    /// <summary>Without its time it is not found again.</summary>
    private static TableEntity WithoutBody(TableEntity row) => new(row.PartitionKey, row.RowKey)
    {
        ["requestHash"] = row.GetString("requestHash"),
        ["effectId"] = row.GetString("effectId"),
        ["status"] = row.GetInt32("status"),
        ["location"] = row.GetString("location"),
    };

    private async Task<IdempotencyRecord?> Find(string id, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(id[..3], id, cancellationToken: stop);
        return found.HasValue ? Read(found.Value!) : null;
    }

    private static IdempotencyRecord Read(TableEntity row) => new(
        row.RowKey,
        row.GetString("requestHash"),
        row.GetString("effectId"),
        row.GetInt32("status") is { } status
            ? new(status, row.GetString("contentType"), row.GetString("location"), row.GetBinary("body") ?? [])
            : null,
        row.ETag);
}
