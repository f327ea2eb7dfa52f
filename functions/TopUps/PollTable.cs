using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.TopUps;

/// <summary>A payment that is to be read from its gateway at a time.</summary>
public sealed record DuePoll(TopUpId TopUp, AccountId Account, DateTimeOffset Due)
{
    /// <summary>At the next opportunity; asked for many times in one minute, it is one poll.</summary>
    public static DuePoll Soon(TopUp topUp, DateTimeOffset now) =>
        new(topUp.Id, topUp.Account, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)));
}

/// <summary>
/// The payments that are not settled, in order of the time at which to ask about them. A row stands here before its
/// payment can be pending and until it is settled, so that a crash never loses one.
/// </summary>
public sealed class PollTable(TableClient rows)
{
    public const string Name = "paymentpolls";
    public const int MaxRows = 100;

    private const string Account = "account";
    private const string TopUp = "topUp";
    private const string DueTime = "due";
    private const string KeyTime = "yyyyMMddHHmmss";

    public PollTable(TableServiceClient tables)
        : this(tables.GetTableClient(Name))
    {
    }

    /// <summary>Few partitions, each in order of time.</summary>
    public static IReadOnlyList<string> Buckets { get; } =
        [.. Enumerable.Range(0, 16).Select(number => number.ToString("x", CultureInfo.InvariantCulture))];

    /// <summary>Asking to poll at the same second again is the same poll.</summary>
    public Task Schedule(DuePoll poll, CancellationToken stop) =>
        rows.UpsertEntityAsync(Write(poll), TableUpdateMode.Replace, stop);

    /// <summary>The polls of a bucket that are due, the longest overdue first, at most <see cref="MaxRows"/>.</summary>
    public async Task<IReadOnlyList<DuePoll>> Due(string bucket, DateTimeOffset now, CancellationToken stop)
    {
        var until = Time(now.AddSeconds(1));
        var query = rows.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {bucket} and RowKey lt {until}"),
            MaxRows,
            cancellationToken: stop);
        var due = new List<DuePoll>();
        await foreach (var row in query)
        {
            due.Add(Read(row));
            if (due.Count == MaxRows) break;
        }

        return due;
    }

    /// <summary>The payment is settled, or was never started: nothing is left to ask.</summary>
    public Task Remove(DuePoll poll, CancellationToken stop) =>
        rows.DeleteEntityAsync(Bucket(poll.TopUp), Row(poll), ETag.All, stop);

    /// <summary>Asks again later: the new row and the end of the old one are one transaction.</summary>
    public async Task Postpone(DuePoll poll, DateTimeOffset due, CancellationToken stop)
    {
        var later = poll with { Due = due };
        if (Row(later) == Row(poll)) return;

        try
        {
            await rows.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpsertReplace, Write(later)),
                    new(TableTransactionActionType.Delete, new TableEntity(Bucket(poll.TopUp), Row(poll)), ETag.All),
                ],
                stop);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            await Schedule(later, stop);
        }
    }

    private static string Bucket(TopUpId id) =>
        Buckets[SHA256.HashData(Encoding.UTF8.GetBytes(id.Value))[0] % Buckets.Count];

    private static string Row(DuePoll poll) => $"{Time(poll.Due)}|{poll.TopUp}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(KeyTime, CultureInfo.InvariantCulture);

    private static TableEntity Write(DuePoll poll) => new(Bucket(poll.TopUp), Row(poll))
    {
        [TopUp] = poll.TopUp.Value,
        [Account] = poll.Account.Value,
        [DueTime] = poll.Due,
    };

    private static DuePoll Read(TableEntity row) => new(
        TopUpId.Parse(row.GetString(TopUp)),
        AccountId.Parse(row.GetString(Account)),
        row.GetDateTimeOffset(DueTime)!.Value);
}
