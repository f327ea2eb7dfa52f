using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>One hash over the rows that other capabilities write in a commit's transaction.</summary>
internal static class BesideDigest
{
    public static ImmutableArray<byte> Of(IReadOnlyList<TableTransactionAction> beside)
    {
        var to = new ByteWriter();
        foreach (var action in beside)
        {
            to.Byte((byte)action.ActionType);
            to.Text(action.Entity.RowKey);
            if (action.Entity is TableEntity row) Add(to, row);
        }
        return [.. SHA256.HashData(to.Written)];
    }

    private static void Add(ByteWriter to, TableEntity row)
    {
        foreach (var name in row.Keys.Order(StringComparer.Ordinal))
        {
            to.Text(name);
            if (row[name] is byte[] bytes) to.Bytes(SHA256.HashData(bytes));
            else to.Text(Text(row[name]));
        }
    }

    private static string Text(object? value) => value switch
    {
        DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
