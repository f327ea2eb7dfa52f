using System.Text.Json.Nodes;

namespace Billing.OpenApi;

/// <summary>Makes a value that a schema takes, to show what an answer looks like.</summary>
public sealed class Samples(JsonObject named)
{
    private const int MaxDepth = 16;

    public JsonNode? Of(JsonObject schema) => Of(schema, MaxDepth);

    private JsonNode? Of(JsonObject schema, int depth)
    {
        if (schema["$ref"] is { } link) return Of(Named(link), depth);
        if (schema["examples"] is JsonArray { Count: > 0 } shown) return shown[0]!.DeepClone();
        if (schema["enum"] is JsonArray choices) return choices[0]!.DeepClone();
        if (schema["anyOf"] is JsonArray either) return Of(either[0]!.AsObject(), depth);

        return TypeOf(schema) switch
        {
            "object" => Object(schema, depth),
            "array" => depth == 0 ? [] : new JsonArray(Of(schema["items"]!.AsObject(), depth - 1)),
            "integer" or "number" => JsonValue.Create(1),
            "boolean" => JsonValue.Create(false),
            "string" => JsonValue.Create(Text(schema)),
            _ => null,
        };
    }

    private static string? TypeOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => several[0]!.GetValue<string>(),
        { } one => one.GetValue<string>(),
        null => null,
    };

    private static string Text(JsonObject schema) => schema["format"]?.GetValue<string>() switch
    {
        "date-time" => "2026-11-22T09:00:00Z",
        "date" => "2026-11-22",
        "uri" => "https://example.com/",
        _ => "text",
    };

    private JsonObject Object(JsonObject schema, int depth)
    {
        var value = new JsonObject();
        if (depth == 0) return value;
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
            value[name] = Of(member!.AsObject(), depth - 1);
        if (schema["additionalProperties"] is JsonObject values) value["name"] = Of(values, depth - 1);
        return value;
    }

    private JsonObject Named(JsonNode link) => named[link.GetValue<string>().Split('/')[^1]]!.AsObject();
}
