using Azure.Data.Tables;

namespace Billing.Simulation.Storage;

/// <summary>What the table service accepts of one row and of one transaction.</summary>
internal static class RowLimits
{
    public const int MaxActions = 100;

    private const int MaxKeyCharacters = 512;
    private const int MaxPropertyBytes = 64 * 1024;
    private const int MaxProperties = 252;
    private const int MaxRowBytes = 1024 * 1024;
    private const int MaxBodyBytes = 4 * 1024 * 1024;

    public static void CheckKeys(ITableEntity row)
    {
        CheckKey(row.PartitionKey);
        CheckKey(row.RowKey);
    }

    public static void Check(StoredRow row)
    {
        if (row.Properties.Count > MaxProperties) throw StoreErrors.TooManyProperties();
        var total = 4L + 2 * (row.PartitionKey.Length + row.RowKey.Length);
        foreach (var (name, value) in row.Properties)
        {
            var size = Size(value);
            if (size > MaxPropertyBytes) throw StoreErrors.PropertyTooLarge(name);
            total += 8 + 2 * name.Length + size;
        }
        if (total > MaxRowBytes) throw StoreErrors.EntityTooLarge();
    }

    /// <summary>The body of a transaction as it goes over the wire, near enough.</summary>
    public static void CheckBody(IReadOnlyList<TableTransactionAction> actions)
    {
        var bytes = actions.Sum(action => action.Entity is TableEntity row
            ? 600 + row.Sum(property => 40L + property.Key.Length + Wire(property.Value))
            : 600);
        if (bytes > MaxBodyBytes) throw StoreErrors.BodyTooLarge();
    }

    private static void CheckKey(string? key)
    {
        if (key is null) throw StoreErrors.Of(400, "PropertiesNeedValue", "A row needs both keys.");
        if (key.Length > MaxKeyCharacters) throw StoreErrors.KeyTooLarge();
        foreach (var c in key)
            if (c is '/' or '\\' or '#' or '?' || char.IsControl(c)) throw StoreErrors.KeyCharacter(key);
    }

    private static long Size(object value) => value switch
    {
        string text => text.Length * 2L,
        byte[] bytes => bytes.Length,
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };

    private static long Wire(object? value) => value switch
    {
        string text => text.Length + 2L,
        byte[] bytes => (bytes.Length + 2L) / 3 * 4 + 30,
        _ => 40,
    };
}
