using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace Billing.LocalHost.Durable;

/// <summary>A value as JSON over as many columns of a row as it takes; a column holds at most 64 KiB.</summary>
internal static class PackedJson
{
    private const int PartCharacters = 32 * 1024;

    // A row holds at most 1 MiB.
    private const int MaxParts = 14;

    /// <exception cref="RowTooLargeException">It is more than a row holds.</exception>
    public static TableEntity Row<T>(string partition, string key, T value)
    {
        var json = JsonSerializer.Serialize(value);
        if (json.Length > PartCharacters * MaxParts) throw new RowTooLargeException(json.Length);

        var row = new TableEntity(partition, key);
        for (var at = 0; at < json.Length; at += PartCharacters)
            row[Part(at / PartCharacters)] = json.Substring(at, Math.Min(PartCharacters, json.Length - at));
        return row;
    }

    public static T Read<T>(TableEntity row)
    {
        var json = new StringBuilder();
        for (var part = 0; row.GetString(Part(part)) is { } text; part++) json.Append(text);
        return JsonSerializer.Deserialize<T>(json.ToString())!;
    }

    private static string Part(int number) => string.Create(CultureInfo.InvariantCulture, $"Part{number}");
}

/// <summary>One step of an instance holds more than can be kept of it.</summary>
internal sealed class RowTooLargeException(int characters)
    : Exception($"One step holds {characters} characters of inputs and calls, which is more than a row takes.");
