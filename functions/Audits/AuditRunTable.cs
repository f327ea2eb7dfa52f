using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;
using static Azure.Data.Tables.TableTransactionActionType;

namespace Billing.Audits;

/// <summary>A run as stored, with the version that its next save must find.</summary>
public sealed record StoredRun(AuditRun Run, ETag Version);

/// <summary>
/// Audits of all accounts, newest first; the findings of each; and for each account the last commit that was found
/// sound, so that a ledger which lost its end, or was written anew, is found by the next run.
/// </summary>
public sealed class AuditRunTable(TableClient rows)
{
    public const string Name = "audits";

    /// <summary>Runs that are removed at once.</summary>
    public const int MaxRemoved = 50;

    private const string Runs = "runs";
    private const string Marks = "marks";

    private readonly TableClient _rows = rows;

    public AuditRunTable(TableServiceClient service)
        : this(service.GetTableClient(Name))
    {
    }

    public async Task<StoredRun?> Newest(CancellationToken stop) =>
        await List(null, 1, stop) is [var newest] ? newest : null;

    public async Task<StoredRun?> Find(AuditRunId id, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(Runs, Key(id), null, stop);
        return found.HasValue ? Read(found.Value!) : null;
    }

    public async Task<IReadOnlyList<StoredRun>> List(AuditRunId? after, int count, CancellationToken stop)
    {
        var from = after is { } last ? $" and RowKey gt '{Key(last)}'" : "";
        List<StoredRun> found = [];
        await foreach (var row in _rows.QueryAsync<TableEntity>($"PartitionKey eq '{Runs}'{from}", count, null, stop))
        {
            found.Add(Read(row));
            if (found.Count == count) break;
        }
        return found;
    }

    /// <summary>Null when somebody else goes on with the run.</summary>
    public async Task<StoredRun?> Save(StoredRun? earlier, AuditRun run, CancellationToken stop)
    {
        try
        {
            var answer = earlier is null
                ? await _rows.AddEntityAsync(Write(run), stop)
                : await _rows.UpdateEntityAsync(Write(run), earlier.Version, TableUpdateMode.Replace, stop);
            return new(run, answer.Headers.ETag ?? default);
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>The same account again is the same finding.</summary>
    public Task AddFinding(AuditRunId run, RunFinding finding, CancellationToken stop) => _rows.UpsertEntityAsync(
        new TableEntity(run.Value, finding.Account)
        {
            ["Row"] = finding.Row,
            ["Rule"] = finding.Rule,
            ["Detail"] = finding.Detail,
        }, TableUpdateMode.Replace, stop);

    /// <summary>In the order of accounts.</summary>
    public async Task<IReadOnlyList<RunFinding>> Findings(
        AuditRunId run, string? after, int count, CancellationToken stop)
    {
        var from = after is null ? "" : $" and RowKey gt '{after}'";
        List<RunFinding> found = [];
        var filter = $"PartitionKey eq '{run}'{from}";
        await foreach (var row in _rows.QueryAsync<TableEntity>(filter, count, null, stop))
        {
            found.Add(new(row.RowKey, row.GetString("Row"), row.GetString("Rule"), row.GetString("Detail")));
            if (found.Count == count) break;
        }
        return found;
    }

    /// <summary>
    /// Removes runs that began before a time with their findings, the findings first: what breaks off leaves a run that
    /// is removed the next time.
    /// </summary>
    /// <returns>How many runs are gone, at most <see cref="MaxRemoved"/>.</returns>
    public async Task<int> RemoveBefore(DateTimeOffset time, CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Runs} and StartedAt lt {time}");
        List<StoredRun> old = [];
        await foreach (var row in _rows.QueryAsync<TableEntity>(filter, MaxRemoved, null, stop))
        {
            old.Add(Read(row));
            if (old.Count == MaxRemoved) break;
        }
        foreach (var run in old.Select(stored => stored.Run.Id))
        {
            await foreach (var page in Findings(run).AsPages().WithCancellation(stop))
                foreach (var part in page.Values.Chunk(TransactionLimits.MaxRows))
                    await _rows.SubmitTransactionAsync(
                        part.Select(row => new TableTransactionAction(Delete, row, ETag.All)), stop);
            await _rows.DeleteEntityAsync(Runs, Key(run), ETag.All, stop);
        }
        return old.Count;

        AsyncPageable<TableEntity> Findings(AuditRunId run) =>
            _rows.QueryAsync<TableEntity>($"PartitionKey eq '{run}'", null, ["PartitionKey", "RowKey"], stop);
    }

    public async Task<AuditMark?> Mark(string partition, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(Marks, partition, null, stop);
        return found.HasValue ? new(found.Value!.GetInt64("CommitNo") ?? 0, found.Value.GetString("CommitId")) : null;
    }

    public Task SetMark(string partition, AuditMark mark, CancellationToken stop) => _rows.UpsertEntityAsync(
        new TableEntity(Marks, partition) { ["CommitNo"] = mark.CommitNo, ["CommitId"] = mark.CommitId },
        TableUpdateMode.Replace, stop);

    /// <summary>The partitions with a mark, in their order.</summary>
    public async IAsyncEnumerable<string> Marked(string after, [EnumeratorCancellation] CancellationToken stop)
    {
        var filter = $"PartitionKey eq '{Marks}' and RowKey gt '{LedgerKeys.Quoted(after)}'";
        await foreach (var row in _rows.QueryAsync<TableEntity>(filter, null, ["RowKey"], stop))
            yield return row.RowKey;
    }

    private static string Key(AuditRunId id) => NewestFirst.Invert(id.Value);

    private static TableEntity Write(AuditRun run) => new(Runs, Key(run.Id))
    {
        ["StartedAt"] = run.StartedAt,
        ["FinishedAt"] = run.FinishedAt,
        ["Cursor"] = run.Cursor,
        ["Accounts"] = run.Accounts,
        ["Commits"] = run.Commits,
        ["Lines"] = run.Lines,
        ["Broken"] = run.Broken,
        ["Skipped"] = run.Skipped,
    };

    private static StoredRun Read(TableEntity row)
    {
        var isKnown = AuditRunId.TryParse(NewestFirst.Invert(row.RowKey), out var id);
        Invariant.Holds(isKnown, "A stored run has the id that it was given");
        var run = new AuditRun(
            id, row.GetDateTimeOffset("StartedAt") ?? default, row.GetDateTimeOffset("FinishedAt"),
            row.GetString("Cursor"), row.GetInt64("Accounts") ?? 0, row.GetInt64("Commits") ?? 0,
            row.GetInt64("Lines") ?? 0, row.GetInt64("Broken") ?? 0, row.GetInt64("Skipped") ?? 0);
        return new(run, row.ETag);
    }
}
