using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Invoices;

/// <summary>Something of an account that is to be documented.</summary>
/// <param name="Name">Unique in the account while it waits.</param>
/// <param name="Kind">The fact's, or one of <see cref="InvoiceNews"/>.</param>
/// <param name="Body">The fact's; empty where the kind says all.</param>
/// <param name="Due">When the timer takes it up, should whoever wrote it not have ended it.</param>
/// <param name="Tries">How often in a row it failed.</param>
public sealed record InvoiceTask(
    AccountId Account, string Name, string Kind, string Body, DateTimeOffset Due, int Tries = 0);

/// <summary>
/// What is to be documented, in order of time. A task stands before its documents and until they are issued, so that
/// what a crash interrupts is taken up again.
/// </summary>
public sealed class InvoiceTaskTable(TableClient rows)
{
    public const string Name = "invoicetasks";

    private const string KeyTime = "yyyyMMddHHmmss";

    public InvoiceTaskTable(TableServiceClient tables)
        : this(tables.GetTableClient(Name))
    {
    }

    /// <summary>Few partitions, each in order of time.</summary>
    public static IReadOnlyList<string> Buckets { get; } =
        [.. Enumerable.Range(0, 16).Select(number => number.ToString("x", CultureInfo.InvariantCulture))];

    /// <summary>The same again is the same task.</summary>
    public Task Add(InvoiceTask task, CancellationToken stop) =>
        rows.UpsertEntityAsync(Write(task), TableUpdateMode.Replace, stop);

    /// <summary>The tasks of a bucket that are due, the longest overdue first.</summary>
    public async IAsyncEnumerable<InvoiceTask> Due(
        string bucket, DateTimeOffset now, [EnumeratorCancellation] CancellationToken stop)
    {
        var until = Time(now.AddSeconds(1));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {bucket} and RowKey lt {until}");
        await foreach (var row in rows.QueryAsync<TableEntity>(filter, cancellationToken: stop)) yield return Read(row);
    }

    public async Task Remove(InvoiceTask task, CancellationToken stop)
    {
        try
        {
            await rows.DeleteEntityAsync(Bucket(task.Account), Row(task), ETag.All, stop);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Somebody else ended it too.
        }
    }

    /// <summary>The later task stands before the present one goes; both for a moment lead to the same.</summary>
    public async Task Postpone(InvoiceTask task, InvoiceTask later, CancellationToken stop)
    {
        await Add(later, stop);
        if (Row(later) != Row(task)) await Remove(task, stop);
    }

    private static string Bucket(AccountId account) =>
        Buckets[SHA256.HashData(Encoding.UTF8.GetBytes(account.Value))[0] % Buckets.Count];

    private static string Row(InvoiceTask task) => $"{Time(task.Due)}|{task.Account}|{task.Name}";

    private static string Time(DateTimeOffset due) => due.UtcDateTime.ToString(KeyTime, CultureInfo.InvariantCulture);

    private static TableEntity Write(InvoiceTask task) => new(Bucket(task.Account), Row(task))
    {
        ["Account"] = task.Account.Value,
        ["Name"] = task.Name,
        ["Kind"] = task.Kind,
        ["Body"] = task.Body,
        ["Due"] = task.Due.UtcTicks,
        ["Tries"] = task.Tries,
    };

    private static InvoiceTask Read(TableEntity row) => new(
        AccountId.ParseKept(row.Need<string>("Account")), row.Need<string>("Name"), row.Need<string>("Kind"),
        row.Need<string>("Body"), row.NeedTime("Due"), row.Need<int>("Tries"));
}
