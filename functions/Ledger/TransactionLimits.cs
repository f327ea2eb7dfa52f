using System.Text;
using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>
/// What the store allows one transaction, checked before it is sent: the emulator is laxer than Azure.
/// </summary>
public static class TransactionLimits
{
    public const int MaxRows = 100;
    public const int MaxBytes = 4 * 1024 * 1024;
    public const int MaxRowBytes = 1024 * 1024;
    public const int MaxColumnBytes = 64 * 1024;
    public const int MaxColumns = 252;

    /// <summary>The envelope of one row in the request: its headers and its address twice.</summary>
    private const int RowEnvelopeBytes = 1024;

    /// <exception cref="LedgerEntryTooLargeException">A limit is passed.</exception>
    /// <exception cref="ArgumentException">The rows are of two partitions, or one row comes twice.</exception>
    public static void Check(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count > MaxRows) throw new LedgerEntryTooLargeException($"{actions.Count} rows, at most {MaxRows}");
        if (actions.Select(action => action.Entity.PartitionKey).Distinct(StringComparer.Ordinal).Count() > 1)
            throw new ArgumentException("One transaction writes one partition.");
        if (actions.Select(action => action.Entity.RowKey).Distinct(StringComparer.Ordinal).Count() < actions.Count)
            throw new ArgumentException("One transaction writes a row once.");

        var total = actions.Sum(action => RowEnvelopeBytes + WireBytes(action.Entity));
        if (total > MaxBytes) throw new LedgerEntryTooLargeException($"{total} bytes, at most {MaxBytes}");
    }

    private static long WireBytes(ITableEntity entity)
    {
        if (entity is not TableEntity row)
            throw new ArgumentException("Ledger transactions are made of table entities.");
        if (row.Count > MaxColumns)
            throw new LedgerEntryTooLargeException($"{row.Count} columns, at most {MaxColumns}");
        long stored = 0, wire = 0;
        foreach (var (name, value) in row)
        {
            var size = Stored(value);
            if (size > MaxColumnBytes)
                throw new LedgerEntryTooLargeException($"{size} bytes in column {name}, at most {MaxColumnBytes}");
            stored += size + name.Length * 2 + 8;
            wire += Wire(value) + name.Length * 2 + 40;
        }
        if (stored > MaxRowBytes)
            throw new LedgerEntryTooLargeException($"{stored} bytes in one row, at most {MaxRowBytes}");
        return wire;
    }

    private static long Stored(object? value) => value switch
    {
        string text => text.Length * 2L,
        byte[] bytes => bytes.Length,
        _ => 16,
    };

    private static long Wire(object? value) => value switch
    {
        string text => Encoding.UTF8.GetByteCount(text) * 6L / 5 + 2,
        byte[] bytes => (bytes.Length + 2L) / 3 * 4,
        _ => 40,
    };
}
