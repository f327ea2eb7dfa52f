using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>An account that may have facts waiting.</summary>
/// <param name="MarkedAt">When the newest commit with facts was decided.</param>
/// <param name="Due">When to look.</param>
/// <param name="Tries">How often in a row delivery failed.</param>
public sealed record OutboxMark(
    AccountId Account, DateTimeOffset MarkedAt, DateTimeOffset Due, int Tries, ETag Version);

/// <summary>
/// Leads to the accounts with facts to deliver. A mark stands before the commit that writes the facts, and until the
/// commit must have ended and nothing waits.
/// </summary>
public sealed class OutboxMarkTable(TableClient rows)
{
    public const string Name = "outbox";
    public const int MaxMarks = 100;

    private const string Account = "Account";
    private const string MarkedAt = "MarkedAt";
    private const string DueTime = "Due";
    private const string Tries = "Tries";

    public OutboxMarkTable(TableServiceClient tables)
        : this(tables.GetTableClient(Name))
    {
    }

    public static IReadOnlyList<string> Buckets { get; } =
        [.. Enumerable.Range(0, 16).Select(number => number.ToString("x", CultureInfo.InvariantCulture))];

    /// <summary>Before the commit; again is the same. It is due at once, whatever the clocks say.</summary>
    public Task Mark(AccountId account, DateTimeOffset at, CancellationToken stop) =>
        rows.UpsertEntityAsync(Write(new(account, at, default, 0, default)), TableUpdateMode.Replace, stop);

    public async Task<IReadOnlyList<OutboxMark>> Due(string bucket, DateTimeOffset now, CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {bucket} and Due le {now.UtcTicks}");
        var due = new List<OutboxMark>();
        await foreach (var row in rows.QueryAsync<TableEntity>(filter, MaxMarks, null, stop))
        {
            due.Add(Read(row));
            if (due.Count == MaxMarks) break;
        }
        return due;
    }

    /// <summary>Looks again at the mark's due time, unless somebody changed the mark meanwhile.</summary>
    public Task Postpone(OutboxMark mark, CancellationToken stop) =>
        Unchanged(() => rows.UpdateEntityAsync(Write(mark), mark.Version, TableUpdateMode.Replace, stop));

    /// <summary>Nothing waits and nothing can come, unless somebody changed the mark meanwhile.</summary>
    public Task Remove(OutboxMark mark, CancellationToken stop) =>
        Unchanged(() => rows.DeleteEntityAsync(Bucket(mark.Account), mark.Account.Value, mark.Version, stop));

    private static async Task Unchanged(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // A commit marked the account again: the next look is due already.
        }
    }

    private static string Bucket(AccountId account) =>
        Buckets[SHA256.HashData(Encoding.UTF8.GetBytes(account.Value))[0] % Buckets.Count];

    private static TableEntity Write(OutboxMark mark) => new(Bucket(mark.Account), mark.Account.Value)
    {
        [Account] = mark.Account.Value,
        [MarkedAt] = mark.MarkedAt.UtcTicks,
        [DueTime] = mark.Due.UtcTicks,
        [Tries] = mark.Tries,
    };

    private static OutboxMark Read(TableEntity row) => new(
        AccountId.ParseKept(row.Need<string>(Account)),
        row.NeedTime(MarkedAt),
        row.NeedTime(DueTime),
        row.Need<int>(Tries),
        row.ETag);
}
