using System.Globalization;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.History.Rollups;

/// <summary>
/// Days of usage that were summed up before, a row each. All of it follows from the ledger and may be thrown away at
/// any time.
/// </summary>
public sealed class UsageDayTable(TableServiceClient tables)
{
    public const string Name = "usagedays";

    /// <summary>A row could not hold more: such a day does not tell resources apart.</summary>
    private const int MaxBytes = 800_000;

    private const string Sums = "Sums";

    private readonly TableClient _rows = tables.GetTableClient(Name);

    /// <summary>Null where it was not summed up, or in another form.</summary>
    public async Task<UsageDay?> Find(AccountId account, DateOnly day, int minutes, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(
            LedgerKeys.Partition(account), Row(account, day, minutes), cancellationToken: stop);
        if (!found.HasValue) return null;

        try
        {
            return UsageDayCodec.Decode(day, minutes, found.Value!.TakeBytes(Sums));
        }
        catch (LedgerFormatException)
        {
            return null;
        }
    }

    /// <summary>The last writer stands: each row is true up to the numbers that are in it.</summary>
    public async Task Keep(AccountId account, UsageDay day, CancellationToken stop)
    {
        var bytes = UsageDayCodec.Encode(day);
        if (bytes.Length > MaxBytes)
        {
            day.Merge();
            bytes = UsageDayCodec.Encode(day);
        }
        if (bytes.Length > MaxBytes) return;

        var row = new TableEntity(LedgerKeys.Partition(account), Row(account, day.Day, day.Minutes));
        row.PutBytes(Sums, bytes);
        await _rows.UpsertEntityAsync(row, TableUpdateMode.Replace, stop);
    }

    private static string Row(AccountId account, DateOnly day, int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{LedgerKeys.Day(day)}|{minutes}|{account}");
}
