using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>An account of which something is to leave at a time.</summary>
/// <param name="Due">The second within which it is due.</param>
/// <param name="MarkedAt">When the commit that brought it about was decided.</param>
public sealed record ExpiryMark(AccountId Account, DateTimeOffset Due, DateTimeOffset MarkedAt, ETag Version)
{
    /// <summary>True once all that the mark leads to is due, and no commit that needs it can be on its way.</summary>
    public bool IsOver(DateTimeOffset now) =>
        now >= Due.AddSeconds(1) && now - MarkedAt >= LedgerMarks.MarkPatience;
}

/// <summary>
/// Leads to the accounts whose credit ends, in order of the time at which it leaves them. A mark stands before the
/// commit that makes it due, and until nothing is due; one left over leads to nothing.
/// </summary>
public sealed class ExpiryTable(TableClient rows)
{
    public const string Name = "expiries";

    private const int MarksAPage = 100;
    private const string KeyTime = "yyyyMMddHHmmss";
    private const string Account = "Account";
    private const string DueTime = "Due";
    private const string MarkedAt = "MarkedAt";

    public ExpiryTable(TableServiceClient tables)
        : this(tables.GetTableClient(Name))
    {
    }

    /// <summary>Few partitions, each in order of time.</summary>
    public static IReadOnlyList<string> Buckets { get; } =
        [.. Enumerable.Range(0, 16).Select(number => number.ToString("x", CultureInfo.InvariantCulture))];

    /// <summary>Marks what a commit adds. One request, none when there is nothing to mark.</summary>
    /// <param name="before">What stands marked.</param>
    /// <param name="after">The state that it leaves.</param>
    public async Task Mark(
        AccountId account, AccountState before, AccountState after, DateTimeOffset at, CancellationToken stop)
    {
        var dues = EndedCredit.Dues(after);
        if (dues.Count == 0) return;

        var stood = EndedCredit.Dues(before);
        var missing = dues.Where(due => !stood.Contains(due)).Order();
        foreach (var part in missing.DistinctBy(Time).Chunk(TransactionLimits.MaxRows))
            await rows.SubmitTransactionAsync(part.Select(due => Upsert(new(account, due, at, default))), stop);
    }

    /// <summary>The marks of a bucket that are due, the longest overdue first.</summary>
    public async IAsyncEnumerable<ExpiryMark> Due(
        string bucket, DateTimeOffset now, [EnumeratorCancellation] CancellationToken stop)
    {
        var until = Time(now.AddSeconds(1));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {bucket} and RowKey lt {until}");
        await foreach (var row in rows.QueryAsync<TableEntity>(filter, MarksAPage, null, stop)) yield return Read(row);
    }

    /// <summary>Nothing is due any more; a mark that was set again meanwhile stays.</summary>
    public async Task Remove(ExpiryMark mark, CancellationToken stop)
    {
        try
        {
            await rows.DeleteEntityAsync(Bucket(mark.Account), Row(mark), mark.Version, stop);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Whoever set it again, or removed it, knows better.
        }
    }

    /// <summary>Looks again later: the new mark and the end of the old one are one transaction.</summary>
    public async Task Postpone(ExpiryMark mark, DateTimeOffset due, CancellationToken stop)
    {
        var later = mark with { Due = due };
        var old = new TableEntity(Bucket(mark.Account), Row(mark));
        await rows.SubmitTransactionAsync(
            [Upsert(later), new(TableTransactionActionType.Delete, old, mark.Version)], stop);
    }

    private static string Bucket(AccountId account) =>
        Buckets[SHA256.HashData(Encoding.UTF8.GetBytes(account.Value))[0] % Buckets.Count];

    private static string Row(ExpiryMark mark) => $"{Time(mark.Due)}|{mark.Account}";

    private static string Time(DateTimeOffset due) => due.UtcDateTime.ToString(KeyTime, CultureInfo.InvariantCulture);

    private static TableTransactionAction Upsert(ExpiryMark mark) =>
        new(TableTransactionActionType.UpsertReplace, new TableEntity(Bucket(mark.Account), Row(mark))
        {
            [Account] = mark.Account.Value,
            [DueTime] = mark.Due.UtcTicks - mark.Due.UtcTicks % TimeSpan.TicksPerSecond,
            [MarkedAt] = mark.MarkedAt.UtcTicks,
        });

    private static ExpiryMark Read(TableEntity row) => new(
        AccountId.ParseKept(row.Need<string>(Account)), row.NeedTime(DueTime), row.NeedTime(MarkedAt), row.ETag);
}
