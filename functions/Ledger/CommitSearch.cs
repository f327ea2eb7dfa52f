using Azure.Data.Tables;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>
/// Finds where an account's ledger stood at an instant, in about as many reads as the number of its commits has binary
/// digits.
/// </summary>
public sealed class CommitSearch(LedgerTable table)
{
    /// <summary>
    /// The last commit at or before an instant; null when there was none. The times of commits never go back. Where
    /// those of an earlier build do, the search ends at one of the places where the instant lies between two
    /// neighbours, and always at the same.
    /// </summary>
    /// <param name="last">Number of the account's last commit.</param>
    public async Task<CommitContent?> LastAt(
        AccountId account, long last, DateTimeOffset instant, CancellationToken stop)
    {
        var found = 0L;
        for (var step = HighestPower(last); step > 0; step >>= 1)
            if (found + step <= last && await Time(account, found + step, stop) <= instant) found += step;
        return found == 0 ? null : CommitRow.Read(account, await Row(account, found, select: null, stop));
    }

    /// <summary>When an account began; it has a commit.</summary>
    public Task<DateTimeOffset> FirstTime(AccountId account, CancellationToken stop) => Time(account, 1, stop);

    private async Task<DateTimeOffset> Time(AccountId account, long commitNo, CancellationToken stop) =>
        CommitRow.ReadTime(await Row(account, commitNo, CommitRow.TimeColumns, stop));

    private async Task<TableEntity> Row(
        AccountId account, long commitNo, IEnumerable<string>? select, CancellationToken stop)
    {
        var key = LedgerKeys.Commit(account, commitNo);
        var row = await table.Rows.GetEntityIfExistsAsync<TableEntity>(
            LedgerKeys.Partition(account), key, select, stop);
        Invariant.Holds(row.HasValue, "I5 commits are counted without a gap");
        return row.Value!;
    }

    private static long HighestPower(long number) => number <= 0 ? 0 : 1L << (int)long.Log2(number);
}
