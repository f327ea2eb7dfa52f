using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Plans;

/// <summary>A plan to which the clock does something at a time.</summary>
/// <param name="MarkedAt">When the commit that makes it due was decided.</param>
public sealed record DuePlan(AccountId Account, PlanId Plan, DateTimeOffset Due, DateTimeOffset MarkedAt);

/// <summary>
/// Leads to the plans that time moves, in order of that time. A mark stands before the commit that makes it due; one
/// left over leads to a plan to which nothing happens.
/// </summary>
public sealed class PlanDueTable(TableClient rows)
{
    public const string Name = "plandue";

    private const string Account = "account";
    private const string Plan = "plan";
    private const string DueTime = "due";
    private const string MarkedAt = "markedAt";
    private const string KeyTime = "yyyyMMddHHmmss";

    public PlanDueTable(TableServiceClient tables)
        : this(tables.GetTableClient(Name))
    {
    }

    /// <summary>Few partitions, each in order of time.</summary>
    public static IReadOnlyList<string> Buckets { get; } =
        [.. Enumerable.Range(0, 16).Select(number => number.ToString("x", CultureInfo.InvariantCulture))];

    /// <summary>Marking the same second again is the same mark.</summary>
    public Task Mark(DuePlan due, CancellationToken stop) => rows.UpsertEntityAsync(
        new TableEntity(Bucket(due.Plan), Row(due))
        {
            [Plan] = due.Plan.Value,
            [Account] = due.Account.Value,
            [DueTime] = due.Due,
            [MarkedAt] = due.MarkedAt,
        },
        TableUpdateMode.Replace,
        stop);

    /// <summary>The marks of a bucket that are due before then, the longest overdue first.</summary>
    public async IAsyncEnumerable<DuePlan> Before(
        string bucket,
        DateTimeOffset then,
        [EnumeratorCancellation] CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {bucket} and RowKey lt {Time(then)}");
        await foreach (var row in rows.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            yield return new(
                AccountId.Parse(row.GetString(Account)),
                PlanId.Parse(row.GetString(Plan)),
                row.GetDateTimeOffset(DueTime)!.Value,
                row.GetDateTimeOffset(MarkedAt)!.Value);
    }

    public Task Remove(DuePlan due, CancellationToken stop) =>
        rows.DeleteEntityAsync(Bucket(due.Plan), Row(due), ETag.All, stop);

    private static string Bucket(PlanId id) =>
        Buckets[SHA256.HashData(Encoding.UTF8.GetBytes(id.Value))[0] % Buckets.Count];

    private static string Row(DuePlan due) => $"{Time(due.Due)}|{due.Plan}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(KeyTime, CultureInfo.InvariantCulture);
}
