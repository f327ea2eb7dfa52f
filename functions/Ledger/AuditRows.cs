using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>Where an audit gets an account's rows from: storage, or a copy of it.</summary>
/// <param name="Find">One row by its key; null if it is not there.</param>
/// <param name="Read">The rows of a range in the order of their keys, of these columns or, for null, all.</param>
public sealed record AuditRows(
    Func<string, CancellationToken, Task<TableEntity?>> Find,
    Func<KeyRange, IReadOnlyList<string>?, CancellationToken, IAsyncEnumerable<TableEntity>> Read)
{
    public static AuditRows Of(LedgerTable table, AccountId account) => new(
        (key, stop) => table.Find(account, key, stop),
        (range, columns, stop) => table.Rows.QueryAsync<TableEntity>(range.Filter(account), null, columns, stop));
}
