using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>Counts the codes that each account tries; the count survives restarts and no race loses one.</summary>
public sealed class CodeTriesTable(TableServiceClient service)
{
    public const string Name = "vouchertries";

    /// <summary>Each round of a race has one winner, and only ten tries can win before the account is locked.</summary>
    private const int MaxRounds = 3 * CodeTries.Limit;

    private readonly TableClient _rows = service.GetTableClient(Name);

    /// <summary>Counts a try before its code is looked up; how long to wait instead if the account is locked.</summary>
    public async Task<TimeSpan?> Count(AccountId account, DateTimeOffset now, CancellationToken stop)
    {
        TimeSpan? locked = null;
        await Change(account, tries => (locked = tries.LockedFor(now)) is null ? tries.Count(now) : tries, stop);
        return locked;
    }

    /// <summary>Forgets the try of this moment, because its code exists.</summary>
    public Task TakeBack(AccountId account, DateTimeOffset counted, CancellationToken stop) =>
        Change(account, tries => tries.TakeBack(counted), stop);

    /// <summary>Removes the tries of accounts that tried nothing since then.</summary>
    public Task<ForgottenRows> Forget(DateTimeOffset before, string? from, CancellationToken stop) =>
        OldRows.Forget(_rows, filter: null, from, async (row, token) =>
        {
            if (Read(row).Times.Any(time => time >= before)) return false;
            await _rows.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, token);
            return true;
        }, stop);

    /// <exception cref="BusyException">Others changed the row in every round.</exception>
    private async Task Change(AccountId account, Func<CodeTries, CodeTries> change, CancellationToken stop)
    {
        for (var round = 1; round <= MaxRounds; round++)
        {
            var found = await _rows.GetEntityIfExistsAsync<TableEntity>(account.Value, account.Value, null, stop);
            var tries = found.HasValue ? Read(found.Value!) : CodeTries.None;
            var changed = change(tries);
            if (changed == tries) return;

            var row = new TableEntity(account.Value, account.Value) { ["Times"] = Text(changed) };
            try
            {
                if (found.HasValue)
                    await _rows.UpdateEntityAsync(row, found.Value!.ETag, TableUpdateMode.Replace, stop);
                else await _rows.AddEntityAsync(row, stop);
                return;
            }
            catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
            {
            }
        }
        throw new BusyException($"The voucher tries of {account} kept changing.");
    }

    private static string Text(CodeTries tries) => string.Join(
        ',', tries.Times.Select(time => time.UtcTicks.ToString(CultureInfo.InvariantCulture)));

    private static CodeTries Read(TableEntity row) => new(
    [
        .. row.GetString("Times").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ticks =>
            new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero)),
    ]);
}
