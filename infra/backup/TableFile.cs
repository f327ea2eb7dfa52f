using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Azure.Data.Tables;

namespace Billing.Backup;

/// <summary>The rows of one table in a compressed file, a line each.</summary>
internal static class TableFile
{
    private const string Ending = ".jsonl.gz";

    public static string Of(string folder, string table) => Path.Combine(folder, table + Ending);

    public static IEnumerable<string> Tables(string folder) => Directory.EnumerateFiles(folder, $"*{Ending}")
        .Select(path => Path.GetFileName(path)[..^Ending.Length])
        .Order(StringComparer.Ordinal);

    public static StreamWriter Create(string folder, string table) =>
        new(new GZipStream(File.Create(Of(folder, table)), CompressionLevel.Fastest), new UTF8Encoding(false));

    public static async IAsyncEnumerable<TableEntity> Read(
        string folder, string table, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var file = File.OpenRead(Of(folder, table));
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (await lines.ReadLineAsync(stop) is { } line) yield return EntityJson.Read(line);
    }
}
