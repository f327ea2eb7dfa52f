using Azure;
using Azure.Data.Tables;

namespace Billing.Platform;

/// <summary>One page of a search for old rows.</summary>
/// <param name="Count">How many were forgotten.</param>
/// <param name="Next">Where the search goes on; null at the end of the table.</param>
public sealed record ForgottenRows(int Count, string? Next);

/// <summary>
/// Forgets rows of a table by their age, a page at a time; what others change meanwhile is left alone.
/// </summary>
public static class OldRows
{
    private const int MaxRows = 100;
    private const int MaxAtOnce = 8;

    /// <param name="filter">Null for all rows.</param>
    /// <param name="from">Where the page before ended; null for the first.</param>
    public static Task<ForgottenRows> Delete(
        TableClient rows, string? filter, string? from, CancellationToken stop) =>
        Forget(rows, filter, from, async (row, token) =>
        {
            await rows.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, token);
            return true;
        }, stop);

    /// <param name="forget">False for a row that has nothing to forget.</param>
    public static async Task<ForgottenRows> Forget(
        TableClient rows, string? filter, string? from, Func<TableEntity, CancellationToken, Task<bool>> forget,
        CancellationToken stop)
    {
        if (await Next(rows, filter, from, stop) is not { } page) return new(0, Next: null);

        var count = 0;
        await AtOnce.ForEach(page.Values, MaxAtOnce, async (row, token) =>
        {
            if (await IsForgotten(row, forget, token)) Interlocked.Increment(ref count);
        }, stop);
        return new(count, page.ContinuationToken);
    }

    private static async Task<bool> IsForgotten(
        TableEntity row, Func<TableEntity, CancellationToken, Task<bool>> forget, CancellationToken stop)
    {
        try
        {
            return await forget(row, stop);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return false;
        }
    }

    private static async Task<Page<TableEntity>?> Next(
        TableClient rows, string? filter, string? from, CancellationToken stop)
    {
        try
        {
            var pages = rows.QueryAsync<TableEntity>(filter, MaxRows, null, stop).AsPages(from, MaxRows);
            await foreach (var page in pages.WithCancellation(stop)) return page;
        }
        catch (RequestFailedException unknown) when (unknown.Status == 400 && from is not null)
        {
            // The store no longer knows that place: the next search begins at the first row.
        }
        return null;
    }
}
