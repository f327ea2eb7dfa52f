using System.Text.Json.Nodes;

namespace Billing.OpenApi;

/// <summary>Shows a schema: its members in rows, or its type in a few words.</summary>
public static class SchemaTable
{
    public static void Named(HtmlText page, string name, JsonObject schema)
    {
        page.Element("h4", name, id: Anchor(name));
        if (schema["description"] is { } about) page.Element("p", about.GetValue<string>());
        if (schema["properties"] is JsonObject) Members(page, schema);
        else page.Element("p", Words(schema), "quiet");
    }

    /// <summary>Members within members are written after them, with their path.</summary>
    public static void Members(HtmlText page, JsonObject schema)
    {
        page.Table("member", "type", "");
        Rows(page, schema, "");
        page.Raw("</table>\n");
    }

    /// <summary>The type in a few words.</summary>
    public static string Words(JsonObject schema)
    {
        if (Reference(schema) is { } name) return name;
        if (schema["enum"] is JsonArray choices) return string.Join(" | ", choices);
        if (schema["anyOf"] is JsonArray either) return string.Join(" | ", either.Select(it => Words(it!.AsObject())));

        var type = schema["type"] switch
        {
            JsonArray several => string.Join(" | ", several.Select(it => it!.GetValue<string>())),
            { } one => one.GetValue<string>(),
            null => "any",
        };
        if (schema["items"] is JsonObject items) type = $"{type} of {Words(items)}";
        if (schema["additionalProperties"] is JsonObject values) type = $"{type} of {Words(values)} by name";
        return string.Join(", ", Bounds(schema).Prepend(type));
    }

    public static string? Reference(JsonObject schema) => schema["$ref"]?.GetValue<string>().Split('/')[^1];

    public static string Anchor(string name) => $"schema-{name}";

    private static IEnumerable<string> Bounds(JsonObject schema)
    {
        if (schema["format"] is { } format) yield return format.GetValue<string>();
        if (schema["minimum"] is { } least) yield return $"from {least}";
        if (schema["maximum"] is { } most) yield return $"to {most}";
        if (schema["maxLength"] is { } longest) yield return $"at most {longest} characters";
        if (schema["maxItems"] is { } items) yield return $"at most {items} items";
    }

    private static void Rows(HtmlText page, JsonObject schema, string path)
    {
        var required = schema["required"]?.AsArray().Select(it => it!.GetValue<string>()).ToHashSet() ?? [];
        foreach (var (name, value) in schema["properties"]!.AsObject())
        {
            var member = value!.AsObject();
            page.Raw("<tr><td><code>");
            page.Text(path + name);
            page.Raw(required.Contains(name) ? "</code></td><td>" : "</code> <i>optional</i></td><td>");
            Type(page, member);
            page.Raw("</td>");
            page.Element("td", member["description"]?.GetValue<string>() ?? "");
            page.Raw("</tr>\n");
            if (Inner(member) is { } inner) Rows(page, inner, $"{path}{name}{(member["items"] is null ? "." : "[].")}");
        }
    }

    private static JsonObject? Inner(JsonObject member)
    {
        var inner = member["items"] as JsonObject ?? member;
        return inner["properties"] is JsonObject ? inner : null;
    }

    private static void Type(HtmlText page, JsonObject schema)
    {
        var parts = (schema["anyOf"] as JsonArray)?.Append(schema["items"]) ?? [schema["items"]];
        var named = parts.Append(schema).OfType<JsonObject>().Select(Reference).FirstOrDefault(it => it is not null);
        if (named is null) page.Text(Words(schema));
        else page.Link($"#{Anchor(named)}", Words(schema));
    }
}
