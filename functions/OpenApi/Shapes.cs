using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Billing.Money;
using Billing.Platform;

namespace Billing.OpenApi;

/// <summary>
/// The schemas of what is answered, read from the types as the serializer writes them. A type with members, an enum and
/// a value of our own has a name in the document; the others are written where they stand.
/// </summary>
public sealed class Shapes(Comments comments)
{
    private readonly SortedDictionary<string, JsonObject> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);

    /// <summary>Every named schema so far.</summary>
    public JsonObject Named => new(_named.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value.DeepClone())));

    /// <exception cref="InvariantException">The type says nothing about its values.</exception>
    public JsonObject Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return OrNull(Of(inner));
        if (type == typeof(AmountSum)) return Of(typeof(Amount));
        if (PlainShapes.Find(type) is { } plain) return plain;
        if (PlainShapes.FindNamed(type) is { } own) return Name(type, () => own);
        if (type.IsEnum) return Name(type, () => Choice(type));

        var info = Json.Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => Name(type, () => Members(info)),
            JsonTypeInfoKind.Enumerable => new() { ["type"] = "array", ["items"] = Of(info.ElementType!) },
            JsonTypeInfoKind.Dictionary => new()
            {
                ["type"] = "object", ["additionalProperties"] = Of(info.ElementType!),
            },
            _ => throw new InvariantException($"The API document knows the shape of {type}"),
        };
    }

    /// <summary>A value that callers send as text, whatever it is answered as.</summary>
    public JsonObject OfText(Type type) => PlainShapes.FindNamed(type) is null
        ? new() { ["type"] = "string", ["maxLength"] = RequestBody.MaxValueLength }
        : Of(type);

    /// <summary>The same or null.</summary>
    public static JsonObject OrNull(JsonObject schema)
    {
        if (schema.ContainsKey("anyOf") || schema.Count == 0) return schema;
        if (schema["type"] is not { } type || schema.ContainsKey("enum"))
            return new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };

        JsonNode[] types = type is JsonArray several ? [.. several.Select(it => it!.DeepClone())] : [type.DeepClone()];
        schema["type"] = new JsonArray([.. types, "null"]);
        return schema;
    }

    private static JsonObject Choice(Type type) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(Camel).Select(it => JsonValue.Create(it))]),
    };

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string NameOf(Type type) => type.IsGenericType
        ? string.Concat(type.GetGenericArguments().Select(NameOf)) + type.Name[..type.Name.IndexOf('`')]
        : type.Name;

    private JsonObject Name(Type type, Func<JsonObject> make)
    {
        var plain = NameOf(type);
        // Two capabilities may use one word: the second says whose it is.
        var isTaken = _types.TryGetValue(plain, out var first) && first != type;
        var name = isTaken ? type.Namespace!.Split('.')[1] + plain : plain;
        if (_types.TryAdd(name, type))
        {
            // Named before its members are looked at: one of them may be of the same type.
            _named[name] = [];
            var schema = make();
            if (comments.Summary(type) is { } summary) schema["description"] = summary;
            _named[name] = schema;
        }

        Invariant.Holds(_types[name] == type, $"{name} is the name of one type in the API document");
        return new() { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private JsonObject Members(JsonTypeInfo info)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var member in info.Properties.Where(it => it.Get is not null))
        {
            properties[member.Name] = Member(info.Type, member);
            if (member.ShouldSerialize is null) required.Add(member.Name);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) schema["required"] = required;
        return schema;
    }

    private JsonObject Member(Type owner, JsonPropertyInfo member)
    {
        var schema = Of(member.PropertyType);
        if (member.IsGetNullable && !member.PropertyType.IsValueType) schema = OrNull(schema);
        var declared = (member.AttributeProvider as System.Reflection.MemberInfo)?.Name ?? member.Name;
        if (comments.Summary(owner, declared) is { } summary) schema["description"] = summary;
        return schema;
    }
}
