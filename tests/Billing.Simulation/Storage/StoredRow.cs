using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Billing.Simulation.Storage;

/// <summary>One row as the store keeps it. It never changes: a write makes another.</summary>
/// <param name="Version">Of the whole store, counted up by every write: no two rows ever have the same.</param>
public sealed record StoredRow(
    string PartitionKey,
    string RowKey,
    IReadOnlyList<KeyValuePair<string, object>> Properties,
    long Version,
    DateTimeOffset Timestamp)
{
    private const string TagName = "odata.etag";

    public string Tag { get; } = "W/\"" + Version.ToString(CultureInfo.InvariantCulture) + "\"";

    /// <summary>The value under which a filter finds the row; null if it has no such property.</summary>
    public object? this[string name] => name switch
    {
        nameof(PartitionKey) => PartitionKey,
        nameof(RowKey) => RowKey,
        nameof(Timestamp) => Timestamp,
        _ => Property(name),
    };

    public static StoredRow Of(ITableEntity entity, StoredRow? merged, long version, DateTimeOffset now)
    {
        if (entity is not TableEntity row)
            throw new NotSupportedException($"The store holds {nameof(TableEntity)} rows only.");
        var properties = new List<KeyValuePair<string, object>>(row.Count);
        foreach (var (name, value) in row)
            if (!IsOwn(name) && value is not null) properties.Add(new(name, Kept(name, value)));
        foreach (var kept in merged?.Properties ?? [])
            if (!properties.Exists(it => it.Key == kept.Key)) properties.Add(kept);
        properties.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new(row.PartitionKey, row.RowKey, properties, version, now);
    }

    /// <param name="columns">Null for all.</param>
    public TableEntity ToEntity(IReadOnlySet<string>? columns)
    {
        var row = new TableEntity { [TagName] = Tag };
        Put(nameof(PartitionKey), PartitionKey);
        Put(nameof(RowKey), RowKey);
        Put(nameof(Timestamp), Timestamp);
        foreach (var (name, value) in Properties)
            Put(name, value);
        return row;

        void Put(string name, object value)
        {
            if (columns is null || columns.Contains(name)) row[name] = value is byte[] bytes ? bytes.Clone() : value;
        }
    }

    private object? Property(string name)
    {
        foreach (var (known, value) in Properties) if (known == name) return value;
        return null;
    }

    private static bool IsOwn(string name) =>
        name is nameof(PartitionKey) or nameof(RowKey) or nameof(Timestamp) or TagName;

    private static object Kept(string name, object value) => value switch
    {
        string or bool or int or long or double or Guid => value,
        byte[] bytes => bytes.Clone(),
        BinaryData data => data.ToArray(),
        DateTimeOffset time => time.ToUniversalTime(),
        DateTime time => new DateTimeOffset(time.ToUniversalTime()),
        _ => throw new NotSupportedException($"No rule says how the store keeps {name} of {value.GetType()}."),
    };
}
