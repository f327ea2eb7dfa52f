using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json;
using Azure.Data.Tables;

namespace Billing.Simulation.Upgrade;

/// <summary>
/// The rows of all tables as lines of JSON, and back: each value is led by a letter for its type.
/// </summary>
public static class GoldenRows
{
    public static async Task<List<string>> Write(TableServiceClient service, IEnumerable<string> tables)
    {
        var lines = new List<string>();
        foreach (var table in tables)
        {
            var rows = new List<TableEntity>();
            await foreach (var row in service.GetTableClient(table).QueryAsync<TableEntity>()) rows.Add(row);
            lines.AddRange(rows
                .OrderBy(row => row.PartitionKey, StringComparer.Ordinal)
                .ThenBy(row => row.RowKey, StringComparer.Ordinal)
                .Select(row => Line(table, row)));
        }
        return lines;
    }

    public static async Task Load(TableServiceClient service, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var parts = JsonNode.Parse(line)!.AsObject();
            var row = new TableEntity((string)parts["p"]!, (string)parts["r"]!);
            foreach (var (name, value) in parts["v"]!.AsObject()) row[name] = Value((string)value!);
            await service.GetTableClient((string)parts["t"]!).AddEntityAsync(row);
        }
    }

    public static string Line(string table, TableEntity row)
    {
        var values = new JsonObject();
        foreach (var name in row.Keys.Order(StringComparer.Ordinal))
            if (name is not ("odata.etag" or "Timestamp" or "PartitionKey" or "RowKey")) values[name] = Text(row[name]);
        return new JsonObject { ["t"] = table, ["p"] = row.PartitionKey, ["r"] = row.RowKey, ["v"] = values }
            .ToJsonString(Plain);
    }

    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Text(object value) => value switch
    {
        string text => $"s{text}",
        int number => string.Create(CultureInfo.InvariantCulture, $"i{number}"),
        long number => string.Create(CultureInfo.InvariantCulture, $"l{number}"),
        bool flag => flag ? "b1" : "b0",
        byte[] bytes => $"x{Convert.ToBase64String(bytes)}",
        DateTimeOffset time => string.Create(CultureInfo.InvariantCulture, $"t{time.UtcTicks}"),
        _ => throw new InvalidOperationException($"No row holds a {value.GetType().Name}."),
    };

    private static object Value(string text) => text[0] switch
    {
        's' => text[1..],
        'i' => int.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
        'l' => long.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
        'b' => text == "b1",
        'x' => Convert.FromBase64String(text[1..]),
        _ => new DateTimeOffset(long.Parse(text.AsSpan(1), CultureInfo.InvariantCulture), TimeSpan.Zero),
    };
}
