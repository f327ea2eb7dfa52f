using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;

namespace Billing.Backup;

/// <summary>
/// A row as a line of JSON that keeps the type of every column: a text as it is, anything else as [type, value].
/// </summary>
internal static class EntityJson
{
    private static readonly string[] OfTheStore = ["odata.etag", "Timestamp"];

    public static string Write(TableEntity row)
    {
        using var bytes = new MemoryStream();
        using (var to = new Utf8JsonWriter(bytes))
        {
            to.WriteStartObject();
            foreach (var (name, value) in row.Where(it => !OfTheStore.Contains(it.Key)))
            {
                to.WritePropertyName(name);
                Write(to, value);
            }

            to.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <exception cref="BackupException">The line is none of <see cref="Write(TableEntity)"/>.</exception>
    public static TableEntity Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var row = new TableEntity();
            foreach (var column in document.RootElement.EnumerateObject()) row[column.Name] = Value(column.Value);
            return row;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException
            or IndexOutOfRangeException or OverflowException)
        {
            throw new BackupException("A line of the backup cannot be read.", wrong);
        }
    }

    private static void Write(Utf8JsonWriter to, object? value)
    {
        if (value is string text)
        {
            to.WriteStringValue(text);
            return;
        }

        var (type, written) = value switch
        {
            int number => ("int32", number.ToString(CultureInfo.InvariantCulture)),
            long number => ("int64", number.ToString(CultureInfo.InvariantCulture)),
            bool flag => ("boolean", flag ? "true" : "false"),
            byte[] bytes => ("binary", Convert.ToBase64String(bytes)),
            BinaryData bytes => ("binary", Convert.ToBase64String(bytes)),
            DateTimeOffset time => ("time", time.ToString("O", CultureInfo.InvariantCulture)),
            _ => throw new BackupException($"A column holds a {value?.GetType().Name ?? "null"}; no row of ours does."),
        };
        to.WriteStartArray();
        to.WriteStringValue(type);
        to.WriteStringValue(written);
        to.WriteEndArray();
    }

    private static object Value(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString()!;

        var text = value[1].GetString()!;
        return value[0].GetString() switch
        {
            "int32" => int.Parse(text, CultureInfo.InvariantCulture),
            "int64" => long.Parse(text, CultureInfo.InvariantCulture),
            "boolean" => bool.Parse(text),
            "binary" => Convert.FromBase64String(text),
            "time" => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture),
            var other => throw new FormatException($"{other} is no type of a column."),
        };
    }
}
