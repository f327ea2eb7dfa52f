using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>One operation as the app's own description tells callers of it.</summary>
/// <param name="Roles">Empty where everybody may call.</param>
/// <param name="Queries">Names of query parameters.</param>
/// <param name="Bodies">Media type and an example of a body; empty where none is taken.</param>
internal sealed record FuzzRoute(
    string Name,
    string Method,
    string Path,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Queries,
    IReadOnlyList<(string MediaType, string Example)> Bodies)
{
    public bool IsAccounts => Path.Contains("{account}", StringComparison.Ordinal);

    public bool IsWebhook => Path.Contains("/webhooks/", StringComparison.Ordinal);

    public static IReadOnlyList<FuzzRoute> All(JsonNode document) =>
    [
        .. from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select new FuzzRoute(
            $"{operation.Value!["operationId"]}",
            operation.Key.ToUpperInvariant(),
            path.Key,
            [.. operation.Value["security"]!.AsArray().Select(it => $"{it!["bearer"]![0]}")],
            [.. QueryNames(operation.Value)],
            [.. Examples(operation.Value)]),
    ];

    private static IEnumerable<string> QueryNames(JsonNode operation) =>
        from parameter in operation["parameters"]?.AsArray() ?? []
        where $"{parameter!["in"]}" == "query"
        select $"{parameter["name"]}";

    private static IEnumerable<(string MediaType, string Example)> Examples(JsonNode operation)
    {
        if (operation["requestBody"]?["content"] is not JsonObject content) yield break;
        foreach (var (mediaType, media) in content)
        {
            foreach (var (_, example) in media!["examples"]?.AsObject() ?? [])
                yield return (mediaType, example!["value"]!.ToJsonString());
            if (media["example"] is { } sample) yield return (mediaType, $"{sample}");
            if (media["examples"] is null && media["example"] is null) yield return (mediaType, "{}");
        }
    }
}
