using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps.BankTransfers;

/// <summary>A transfer as stored, with the version that a change must name.</summary>
public sealed record StoredTransfer(ReceivedTransfer Transfer, ETag Version);

/// <summary>
/// Received bank transfers, each once by the bank's id, in one partition: people record them. A row by id leads to the
/// row by day that says everything; both are added in one transaction.
/// </summary>
public sealed class BankTransferTable(TableClient rows)
{
    public const string Name = "banktransfers";

    private const string Partition = "transfers";
    private const string Days = "day|";
    private const string DaysEnd = "day" + AfterBar;

    /// <summary>Follows the bar in order, so it ends a range of keys.</summary>
    private const string AfterBar = "}";

    private const string KeyDay = "yyyyMMdd";
    private const string DayColumn = "receivedOn";
    private const int LargestDay = 99_999_999;

    public BankTransferTable(TableServiceClient tables)
        : this(tables.GetTableClient(Name))
    {
    }

    /// <summary>Null when a transfer of that id stands already.</summary>
    public async Task<StoredTransfer?> Add(ReceivedTransfer transfer, CancellationToken stop)
    {
        var index = new TableEntity(Partition, IdKey(transfer.Id))
        {
            [DayColumn] = CalendarDay.Format(transfer.ReceivedOn),
        };
        try
        {
            var answer = await rows.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, index),
                    new(TableTransactionActionType.Add, Write(transfer)),
                ],
                stop);
            return new(transfer, answer.Value[1].Headers.ETag!.Value);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return null;
        }
    }

    public async Task<StoredTransfer?> Find(TransferId id, CancellationToken stop)
    {
        var index = await rows.GetEntityIfExistsAsync<TableEntity>(Partition, IdKey(id), null, stop);
        if (!index.HasValue || !CalendarDay.TryParse(index.Value!.GetString(DayColumn), out var day)) return null;

        var row = await rows.GetEntityAsync<TableEntity>(Partition, DayKey(new(day, id)), null, stop);
        return new(Read(row.Value), row.Value.ETag);
    }

    /// <summary>Null when it was changed meanwhile.</summary>
    public async Task<StoredTransfer?> Replace(StoredTransfer stored, ReceivedTransfer after, CancellationToken stop)
    {
        try
        {
            var answer = await rows.UpdateEntityAsync(Write(after), stored.Version, TableUpdateMode.Replace, stop);
            return new(after, answer.Headers.ETag!.Value);
        }
        catch (RequestFailedException lost) when (lost.Status == 412)
        {
            return null;
        }
    }

    /// <summary>Transfers that fit, the newest days first.</summary>
    public async Task<IReadOnlyList<ReceivedTransfer>> List(
        TransferFilter wanted, TransferPosition? after, int maxRows, CancellationToken stop)
    {
        var first = wanted.To is { } to ? DayPrefix(to) : Days;
        if (after is { } last && string.CompareOrdinal(DayKey(last), first) > 0) first = DayKey(last);
        var end = wanted.From is { } from ? DayPrefix(from)[..^1] + AfterBar : DaysEnd;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey gt {first} and RowKey lt {end}");
        if (wanted.Status is { } status)
            filter += " and " + TableClient.CreateQueryFilter($"status eq {EnumText.Format(status)}");
        var found = new List<ReceivedTransfer>();
        await foreach (var row in rows.QueryAsync<TableEntity>(filter, maxRows, null, stop))
        {
            found.Add(Read(row));
            if (found.Count == maxRows) break;
        }
        return found;
    }

    private static string IdKey(TransferId id) => $"id|{ReferenceKey.Of(id.Value)}";

    private static string DayKey(TransferPosition place) =>
        $"{DayPrefix(place.Day)}{ReferenceKey.Of(place.Id.Value)}";

    private static string DayPrefix(DateOnly day)
    {
        var number = int.Parse(day.ToString(KeyDay, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{Days}{LargestDay - number:D8}|");
    }

    private static TableEntity Write(ReceivedTransfer transfer) => new(
        Partition, DayKey(TransferPosition.Of(transfer)))
    {
        ["id"] = transfer.Id.Value,
        ["amount"] = transfer.Amount.ToDecimalString(),
        ["currency"] = transfer.Amount.Currency.Code,
        [DayColumn] = CalendarDay.Format(transfer.ReceivedOn),
        ["remittance"] = transfer.Remittance,
        ["payer"] = transfer.Payer,
        ["acts"] = JsonSerializer.Serialize(transfer.Acts, Json.Options),
        ["status"] = EnumText.Format(transfer.Status),
        ["account"] = transfer.Of?.Account.Value,
        ["topUp"] = transfer.Of?.TopUp.Value,
        ["detail"] = transfer.Detail,
    };

    private static ReceivedTransfer Read(TableEntity row)
    {
        var isWhole = EnumText.TryParse<TransferStatus>(row.GetString("status"), out var status)
            & CalendarDay.TryParse(row.GetString(DayColumn), out var day);
        Invariant.Holds(isWhole, "a stored transfer has a known status and a day");
        return new(
            TransferId.Parse(row.GetString("id")),
            Amount.Parse(row.GetString("amount"), Currency.Parse(row.GetString("currency"))),
            day,
            row.GetString("remittance"),
            row.GetString("payer"),
            JsonSerializer.Deserialize<ImmutableArray<TransferAct>>(row.GetString("acts"), Json.Options),
            status,
            row.GetString("topUp") is { } topUp
                ? new(AccountId.Parse(row.GetString("account")), TopUpId.Parse(topUp))
                : null,
            row.GetString("detail"));
    }
}
