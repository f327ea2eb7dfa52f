using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Platform;

namespace Billing.OpenApi;

/// <summary>The description of the API for programs and for people; made when it is first asked for.</summary>
public sealed class ApiFiles(OperationTable operations, AccessTable access)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Lazy<JsonObject> _document = new(() => ApiDocument.Of(
        HttpFunction.All(typeof(ApiFiles).Assembly),
        operations,
        access,
        Comments.Of(typeof(ApiFiles).Assembly)));

    private StaticFile? _json;
    private StaticFile? _page;

    public StaticFile Json =>
        _json ??= new(Encoding.UTF8.GetBytes(_document.Value.ToJsonString(Indented)), "application/json");

    public StaticFile Page =>
        _page ??= new(Encoding.UTF8.GetBytes(ReferencePage.Html(_document.Value)), "text/html; charset=utf-8");
}
