using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>What all ledger rows share: long bytes in several columns, and a hash over every column.</summary>
internal static class RowColumns
{
    public const string Hash = "Hash";

    /// <summary>The store's limit for one column.</summary>
    public const int MaxColumnBytes = 64 * 1024;

    private const int MaxChunks = 15;

    /// <summary>Writes name0, name1, … of at most 64 KiB each.</summary>
    public static void PutBytes(this TableEntity row, string name, byte[] bytes)
    {
        if (bytes.Length > MaxChunks * MaxColumnBytes)
            throw new LedgerEntryTooLargeException($"{bytes.Length} bytes in one row");
        row[Chunk(name, 0)] = bytes.Length <= MaxColumnBytes ? bytes : bytes[..MaxColumnBytes];
        for (var i = 1; i * MaxColumnBytes < bytes.Length; i++)
            row[Chunk(name, i)] = bytes[(i * MaxColumnBytes)..Math.Min(bytes.Length, (i + 1) * MaxColumnBytes)];
    }

    public static byte[] TakeBytes(this TableEntity row, string name)
    {
        var first = row.Need<byte[]>(Chunk(name, 0));
        if (first.Length < MaxColumnBytes) return first;

        var all = new MemoryStream();
        for (var i = 0; i < MaxChunks && row.TryGetValue(Chunk(name, i), out var value) && value is byte[] chunk; i++)
            all.Write(chunk);
        return all.ToArray();
    }

    /// <exception cref="LedgerFormatException">The row lacks the column, or it is of another type.</exception>
    public static T Need<T>(this TableEntity row, string name) =>
        row.TryGetValue(name, out var value) && value is T wanted
        ? wanted
        : throw new LedgerFormatException($"Row {row.RowKey} has no column {name} of type {typeof(T).Name}.");

    /// <summary>Null if the row lacks the column, or it is of another type.</summary>
    public static long? TryGetInt64(this TableEntity row, string name) =>
        row.TryGetValue(name, out var value) && value is long number ? number : null;

    public static DateTimeOffset NeedTime(this TableEntity row, string name)
    {
        var ticks = row.Need<long>(name);
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new(ticks, TimeSpan.Zero)
            : throw new LedgerFormatException($"Row {row.RowKey} has a time out of range in column {name}.");
    }

    /// <summary>Adds the hash column; every other column must be set before.</summary>
    public static TableEntity Sealed(this TableEntity row)
    {
        row[Hash] = HashOf(row);
        return row;
    }

    /// <summary>
    /// SHA-256 over keys and columns, in the order of their names; the store's own columns are left out.
    /// </summary>
    public static byte[] HashOf(TableEntity row)
    {
        var to = new ByteWriter(1024 + row.Sum(it => it.Value is byte[] bytes ? bytes.Length : 0));
        foreach (var name in row.Keys.Where(IsOurs).Order(StringComparer.Ordinal))
        {
            to.Text(name);
            Write(to, row[name]);
        }
        return SHA256.HashData(to.Written);
    }

    public static List<string> Chunks(string name) => [.. Enumerable.Range(0, MaxChunks).Select(i => Chunk(name, i))];

    private static bool IsOurs(string name) => name is not (Hash or "odata.etag" or "Timestamp");

    private static string Chunk(string name, int index) => name + index.ToString(CultureInfo.InvariantCulture);

    private static void Write(ByteWriter to, object? value)
    {
        switch (value)
        {
            case string text:
                to.Byte(1);
                to.Text(text);
                break;
            case long number:
                to.Byte(2);
                to.Signed(number);
                break;
            case int number:
                to.Byte(3);
                to.Signed(number);
                break;
            case byte[] bytes:
                to.Byte(4);
                to.Count(bytes.Length);
                to.Bytes(bytes);
                break;
            default:
                throw new LedgerFormatException($"A ledger row holds no {value?.GetType().Name ?? "null"}.");
        }
    }
}
