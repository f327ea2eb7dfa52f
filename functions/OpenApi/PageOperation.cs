using System.Text.Json.Nodes;

namespace Billing.OpenApi;

/// <summary>One operation of the document, as the page shows it.</summary>
/// <param name="Method">Lower case.</param>
public sealed record PageOperation(string Method, string Path, JsonObject Json)
{
    public string Id => Text("operationId")!;

    public string Tag => Json["tags"]![0]!.GetValue<string>();

    /// <summary>Empty where everybody may call.</summary>
    public IEnumerable<string> Roles =>
        Json["security"]!.AsArray().Select(it => it!["bearer"]![0]!.GetValue<string>());

    public IEnumerable<JsonObject> Parameters => Json["parameters"]?.AsArray().Select(it => it!.AsObject()) ?? [];

    public string? Text(string name) => Json[name]?.GetValue<string>();
}
