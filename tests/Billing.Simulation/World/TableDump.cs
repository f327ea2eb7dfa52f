using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Billing.Simulation.Storage;

namespace Billing.Simulation.World;

/// <summary>Every byte of every table, as one hash.</summary>
public static class TableDump
{
    public static string Hash(TableStore store) => Hash(store, withVersions: true);

    /// <summary>Without the versions and times of the rows, which say in which order they were written.</summary>
    public static string Content(TableStore store) => Hash(store, withVersions: false);

    private static string Hash(TableStore store, bool withVersions)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in store.Names)
        {
            Add(name);
            foreach (var row in store.Open(name).Rows)
            {
                string[] versions = withVersions ? [row.Tag, Text(row.Timestamp)] : [];
                foreach (var part in (string[])[row.PartitionKey, row.RowKey, .. versions]) Add(part);
                foreach (var (column, value) in row.Properties) Add($"{column}:{value.GetType().Name}:{Text(value)}");
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + '\0'));
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
