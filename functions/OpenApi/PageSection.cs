using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billing.OpenApi;

/// <summary>The part of the page that shows one operation.</summary>
public sealed class PageSection(JsonObject document)
{
    /// <summary>The page escapes what HTML wants escaped; letters of other languages stay readable.</summary>
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Write(HtmlText page, PageOperation it)
    {
        page.Element("h3", it.Text("summary")!, id: it.Id);
        page.Raw("<p><code>");
        page.Element("span", it.Method, "method");
        page.Text(it.Path);
        page.Raw("</code></p>\n");
        var roles = string.Join(", ", it.Roles);
        page.Element("p", roles.Length > 0 ? $"For: {roles}." : "For everybody, without a token.", "quiet");
        if (it.Text("description") is { } remark) page.Element("p", remark);
        Parameters(page, it);
        if (it.Json["requestBody"] is JsonObject body) Body(page, body);
        Answers(page, it.Json["responses"]!.AsObject());
    }

    private static void Parameters(HtmlText page, PageOperation it)
    {
        if (!it.Parameters.Any()) return;
        page.Table("parameter", "in", "type", "");
        foreach (var parameter in it.Parameters)
            page.Row(
                parameter["name"]!.GetValue<string>(),
                parameter["in"]!.GetValue<string>(),
                SchemaTable.Words(parameter["schema"]!.AsObject()),
                parameter["description"]?.GetValue<string>() ?? "");
        page.Raw("</table>\n");
    }

    private static void Body(HtmlText page, JsonObject body)
    {
        page.Element("h4", body["required"]!.GetValue<bool>() ? "Body" : "Body, which may be left out");
        foreach (var (mediaType, content) in body["content"]!.AsObject())
        {
            page.Element("p", mediaType, "quiet");
            var schema = content!["schema"]!.AsObject();
            if (schema["properties"] is JsonObject) SchemaTable.Members(page, schema);
            else if (schema["description"] is { } what) page.Element("p", what.GetValue<string>());
            foreach (var (_, example) in content["examples"]?.AsObject() ?? []) Show(page, example!["value"]!);
            if (content["example"] is { } sample) Show(page, sample);
        }
    }

    private void Answers(HtmlText page, JsonObject answers)
    {
        page.Element("h4", "Answers");
        page.Table("status", "", "type");
        foreach (var (status, answer) in answers)
        {
            var whole = Resolved(answer!.AsObject());
            var types = whole["content"]?.AsObject().Select(it => TypeOf(it.Key, it.Value!)) ?? [];
            page.Row(status, whole["description"]!.GetValue<string>(), string.Join("; ", types));
        }

        page.Raw("</table>\n");
        foreach (var (status, answer) in answers.Where(it => it.Key.StartsWith('2')))
            foreach (var (_, content) in answer!["content"]?.AsObject() ?? [])
                if (content!["example"] is { } example) Show(page, example);
    }

    private static string TypeOf(string mediaType, JsonNode content) =>
        content["schema"] is JsonObject schema && mediaType == "application/json"
            ? SchemaTable.Words(schema)
            : mediaType;

    private JsonObject Resolved(JsonObject answer) => SchemaTable.Reference(answer) is { } name
        ? document["components"]!["responses"]![name]!.AsObject()
        : answer;

    private static void Show(HtmlText page, JsonNode value)
    {
        page.Raw("<pre>");
        page.Text(value is JsonValue text && text.TryGetValue<string>(out var plain)
            ? plain
            : value.ToJsonString(Readable));
        page.Raw("</pre>\n");
    }
}
