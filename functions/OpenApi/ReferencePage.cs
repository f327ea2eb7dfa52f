using System.Text;
using System.Text.Json.Nodes;

namespace Billing.OpenApi;

/// <summary>The API as a page to read: what the document says, and nothing else. It needs no script.</summary>
public static class ReferencePage
{
    private const string Head = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Billing API</title><style>
        body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1.5rem;color:#111}
        h1{font-size:1.7rem}h2{margin-top:3rem;border-bottom:2px solid #111}h3{margin:2.5rem 0 .3rem}
        h3 code{font-size:1rem}h4{margin:1.2rem 0 .3rem}code,pre{font:13px/1.5 ui-monospace,monospace}
        pre{background:#f4f4f4;padding:.8rem;overflow:auto;max-height:24rem}a{color:#0a4fa3}
        table{width:100%;border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;
        border-bottom:1px solid #ccc}th{font-weight:600}nav ul{list-style:none;padding-left:1rem;margin:.2rem 0 .8rem}
        .method{display:inline-block;min-width:3.5rem;font-weight:700;text-transform:uppercase}.quiet{color:#555}
        </style></head><body>

        """;

    public static string Html(JsonObject document)
    {
        var page = new HtmlText(new StringBuilder(Head));
        page.Element("h1", "Billing API");
        page.Element("p", document["info"]!["description"]!.GetValue<string>());
        page.Raw("<p><a href=\"openapi.json\">The same as an OpenAPI document</a></p>\n");
        var operations = Operations(document).ToLookup(it => it.Tag);
        var tags = document["tags"]!.AsArray().Select(it => it!.AsObject()).ToList();
        Contents(page, tags, operations);
        foreach (var tag in tags) Capability(page, tag, operations[Name(tag)], new(document));
        page.Element("h2", "Schemas", id: "schemas");
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
            SchemaTable.Named(page, name, schema!.AsObject());
        page.Raw("</body></html>\n");
        return page.ToString();
    }

    private static IEnumerable<PageOperation> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select new PageOperation(method.Key, path.Key, method.Value!.AsObject());

    private static void Contents(
        HtmlText page, IEnumerable<JsonObject> tags, ILookup<string, PageOperation> operations)
    {
        page.Raw("<nav>");
        foreach (var tag in tags.Where(tag => operations[Name(tag)].Any()))
        {
            page.Link($"#{Name(tag)}", Name(tag));
            page.Raw("<ul>\n");
            foreach (var operation in operations[Name(tag)])
            {
                page.Raw("<li><code>");
                page.Element("span", operation.Method, "method");
                page.Link($"#{operation.Id}", operation.Path);
                page.Raw("</code></li>\n");
            }

            page.Raw("</ul>");
        }

        page.Link("#schemas", "Schemas");
        page.Raw("</nav>\n");
    }

    private static void Capability(
        HtmlText page, JsonObject tag, IEnumerable<PageOperation> operations, PageSection section)
    {
        if (!operations.Any()) return;
        page.Element("h2", Name(tag), id: Name(tag));
        if (tag["description"] is { } about) page.Element("p", about.GetValue<string>());
        foreach (var operation in operations) section.Write(page, operation);
    }

    private static string Name(JsonObject tag) => tag["name"]!.GetValue<string>();
}
