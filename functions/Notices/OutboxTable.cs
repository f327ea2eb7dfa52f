using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Notices;

/// <summary>A fact that waits in an account's ledger to be delivered.</summary>
/// <param name="Seq">Its place in the ledger: facts are delivered in this order.</param>
public sealed record WaitingFact(AccountId Account, long Seq, OutboxFact Fact);

/// <summary>A fact that can never be delivered, and why.</summary>
public sealed record SetAsideFact(
    AccountId Account, long Seq, string Kind, string Body, string Reason, DateTimeOffset At);

/// <summary>
/// The facts that wait in the ledgers of accounts, and those that had to be set aside because they cannot be delivered.
/// </summary>
public sealed class OutboxTable(TableClient setAside, LedgerTable ledger)
{
    public const string SetAsideName = "setaside";
    public const int MaxRows = 50;

    private const string Partition = "facts";
    private const int MaxReasonLength = 500;

    public OutboxTable(TableServiceClient tables, LedgerTable ledger)
        : this(tables.GetTableClient(SetAsideName), ledger)
    {
    }

    /// <summary>The first facts that wait, in order: one look at the store, so that none is left out between.</summary>
    public async Task<IReadOnlyList<TableEntity>> Waiting(AccountId account, CancellationToken stop)
    {
        var query = ledger.Rows.QueryAsync<TableEntity>(
            KeyRange.All(LedgerKeys.OutboxRow).Filter(account), MaxRows, null, stop);
        await foreach (var page in query.AsPages().WithCancellation(stop)) return page.Values;
        return [];
    }

    /// <exception cref="LedgerFormatException">The row is not as it was written.</exception>
    public static WaitingFact Read(AccountId account, TableEntity row)
    {
        if (!RowColumns.HashOf(row).AsSpan().SequenceEqual(row.Need<byte[]>(RowColumns.Hash)))
            throw new LedgerFormatException($"Row {row.RowKey} is not as it was written.");
        return new(account, Seq(row), OutboxRow.Read(row));
    }

    /// <summary>It is delivered; again is the same.</summary>
    public async Task Remove(TableEntity row, CancellationToken stop)
    {
        try
        {
            await ledger.Rows.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, stop);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Somebody else delivered it as well.
        }
    }

    /// <summary>Keeps it for a person to look at, and out of the way of those behind it.</summary>
    public async Task SetAside(
        AccountId account, TableEntity row, string reason, DateTimeOffset at, CancellationToken stop)
    {
        var kept = new TableEntity(Partition, $"{account}|{LedgerKeys.Number(Seq(row))}")
        {
            ["Account"] = account.Value,
            ["Seq"] = Seq(row),
            ["Kind"] = Text(row, "Kind"),
            ["Body"] = Text(row, "Body"),
            ["Reason"] = reason.Length > MaxReasonLength ? reason[..MaxReasonLength] : reason,
            ["At"] = at.UtcTicks,
        };
        await setAside.UpsertEntityAsync(kept, TableUpdateMode.Replace, stop);
        await Remove(row, stop);
    }

    /// <param name="after">Where the page before ended; empty for the first.</param>
    public async Task<IReadOnlyList<SetAsideFact>> ListSetAside(string after, int maxRows, CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {after}");
        var found = new List<SetAsideFact>();
        await foreach (var row in setAside.QueryAsync<TableEntity>(filter, maxRows, null, stop))
        {
            found.Add(new(
                AccountId.ParseKept(row.Need<string>("Account")), row.Need<long>("Seq"), row.Need<string>("Kind"),
                row.Need<string>("Body"), row.Need<string>("Reason"), row.NeedTime("At")));
            if (found.Count == maxRows) break;
        }
        return found;
    }

    /// <summary>What the facts of an account say goes; that they were set aside, and why, stays.</summary>
    /// <returns>How many said something.</returns>
    public async Task<int> EraseSetAside(AccountId account, CancellationToken stop)
    {
        var erased = 0;
        var (first, end) = ($"{account}|", $"{account}}}");
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey gt {first} and RowKey lt {end} and Body ne {ErasedText.Word}");
        await foreach (var row in setAside.QueryAsync<TableEntity>(filter, null, ["PartitionKey", "RowKey"], stop))
        {
            var empty = new TableEntity(row.PartitionKey, row.RowKey) { ["Body"] = ErasedText.Word };
            await setAside.UpdateEntityAsync(empty, ETag.All, TableUpdateMode.Merge, stop);
            erased++;
        }
        return erased;
    }

    public static string Position(SetAsideFact fact) => $"{fact.Account}|{LedgerKeys.Number(fact.Seq)}";

    private static long Seq(TableEntity row) => long.Parse(row.RowKey.Split('|')[1], CultureInfo.InvariantCulture);

    private static string Text(TableEntity row, string column) =>
        row.TryGetValue(column, out var value) && value is string text ? text : "";
}
