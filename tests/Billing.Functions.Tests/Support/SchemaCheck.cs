using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Billing.Functions.Tests.Support;

/// <summary>
/// Holds a value against a schema of the API's document: the part of JSON Schema that the document uses, and the rule
/// that an object has no member that nothing names. A word of a schema that is not known here is a fault.
/// </summary>
public sealed class SchemaCheck(JsonObject document)
{
    private static readonly string[] Words =
    [
        "type", "properties", "required", "additionalProperties", "items", "enum", "anyOf", "$ref", "format", "pattern",
        "minimum", "maximum", "maxLength", "maxItems", "description", "examples",
    ];

    /// <summary>What is wrong, each with its place; empty where the value fits.</summary>
    public IReadOnlyList<string> Faults(JsonNode? value, JsonObject schema)
    {
        var faults = new List<string>();
        Check(value, schema, "$", faults);
        return faults;
    }

    private void Check(JsonNode? value, JsonObject schema, string path, List<string> faults)
    {
        foreach (var (word, _) in schema)
            if (!Words.Contains(word)) faults.Add($"{path}: the schema's word {word} is not known");
        var named = schema["$ref"] is { } link ? Resolve(link.GetValue<string>()) : null;
        if (named is not null) Check(value, named, path, faults);
        if (schema["anyOf"] is JsonArray either)
        {
            if (!either.Any(one => Faults(value, one!.AsObject()).Count == 0))
                faults.Add($"{path}: fits none of the schemas: {Faults(value, either[0]!.AsObject())[0]}");
            return;
        }

        if (schema["enum"] is JsonArray choices && !choices.Any(it => JsonNode.DeepEquals(it, value)))
            faults.Add($"{path}: {value?.ToJsonString() ?? "null"} is none of the choices");
        if (schema["type"] is { } type && !IsOf(value, type))
        {
            faults.Add($"{path}: {value?.ToJsonString() ?? "null"} is not {type.ToJsonString()}");
            return;
        }

        if (value is JsonObject members) CheckObject(members, schema, named, path, faults);
        else if (value is JsonArray items) CheckArray(items, schema, path, faults);
        else if (value is JsonValue single) CheckValue(single, schema, path, faults);
    }

    private void CheckObject(
        JsonObject value, JsonObject schema, JsonObject? named, string path, List<string> faults)
    {
        if (schema["properties"] is not JsonObject known)
        {
            foreach (var (name, inner) in value)
                if (schema["additionalProperties"] is JsonObject each) Check(inner, each, $"{path}.{name}", faults);
            return;
        }

        foreach (var (name, inner) in value)
            if (known[name] is JsonObject member) Check(inner, member, $"{path}.{name}", faults);
            else if (named is null) faults.Add($"{path}.{name}: nothing names this member");
        foreach (var name in schema["required"]?.AsArray() ?? [])
            if (!value.ContainsKey(name!.GetValue<string>())) faults.Add($"{path}.{name}: is missing");
    }

    private void CheckArray(JsonArray items, JsonObject schema, string path, List<string> faults)
    {
        var most = schema["maxItems"]?.GetValue<int>() ?? int.MaxValue;
        if (items.Count > most) faults.Add($"{path}: has too many items");
        if (schema["items"] is not JsonObject each) return;
        foreach (var (index, item) in items.Index()) Check(item, each, $"{path}[{index}]", faults);
    }

    private static void CheckValue(JsonValue value, JsonObject schema, string path, List<string> faults)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
        {
            var number = decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
            var least = schema["minimum"]?.GetValue<decimal>() ?? decimal.MinValue;
            var most = schema["maximum"]?.GetValue<decimal>() ?? decimal.MaxValue;
            if (number < least || number > most) faults.Add($"{path}: {number} is out of bounds");
        }

        if (value.GetValueKind() != JsonValueKind.String) return;
        var text = value.GetValue<string>();
        if (text.Length > (schema["maxLength"]?.GetValue<int>() ?? int.MaxValue)) faults.Add($"{path}: is too long");
        if (schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern.GetValue<string>()))
            faults.Add($"{path}: {text} has another form");
        if (schema["format"] is { } format && !HasFormat(text, format.GetValue<string>()))
            faults.Add($"{path}: {text} is no {format}");
    }

    private static bool IsOf(JsonNode? value, JsonNode type) => type is JsonArray several
        ? several.Any(one => IsOf(value, one!.GetValue<string>()))
        : IsOf(value, type.GetValue<string>());

    private static bool IsOf(JsonNode? value, string type) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("null", JsonValueKind.Null) => true,
        ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => !value!.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E'),
        _ => false,
    };

    private static bool HasFormat(string text, string format) => format switch
    {
        "date-time" => text.EndsWith('Z') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uri" => Uri.IsWellFormedUriString(text, UriKind.Absolute),
        _ => false,
    };

    private JsonObject Resolve(string link) =>
        link.TrimStart('#', '/').Split('/').Aggregate((JsonNode)document, (at, step) => at[step]!).AsObject();
}
