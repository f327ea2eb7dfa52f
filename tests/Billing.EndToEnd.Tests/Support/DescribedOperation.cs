using System.Globalization;
using System.Text.Json.Nodes;
using System.Web;
using Billing.Functions.Tests.Support;

namespace Billing.EndToEnd.Tests.Support;

/// <summary>One operation of the API's document, found by a call.</summary>
public sealed record DescribedOperation(JsonObject Json)
{
    private static readonly (string Method, string[] Path, DescribedOperation Operation)[] All =
    [
        .. from path in SomeApi.Document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        orderby path.Key.Count(sign => sign == '{'), path.Key.Length descending
        select (method.Key, path.Key.Split('/'), new DescribedOperation(method.Value!.AsObject())),
    ];

    public static SchemaCheck Check { get; } = new(SomeApi.Document);

    /// <summary>The schema of a JSON body; null without one.</summary>
    public JsonObject? Body => SomeApi.Operations[Json["operationId"]!.GetValue<string>()].Sent is null
        ? null
        : Json["requestBody"]!["content"]!["application/json"]!["schema"]!.AsObject();

    public static DescribedOperation? Find(string method, string path)
    {
        var parts = path.Split('/');
        return All.FirstOrDefault(it =>
            it.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && Fits(it.Path, parts)).Operation;
    }

    /// <summary>What is said of a status; null where nothing is.</summary>
    public JsonObject? Answer(int status)
    {
        var answer = Json["responses"]![status.ToString(CultureInfo.InvariantCulture)];
        return answer?["$ref"] is { } link
            ? SomeApi.Document["components"]!["responses"]![link.GetValue<string>().Split('/')[^1]]!.AsObject()
            : answer?.AsObject();
    }

    /// <summary>Names in a query that are not described; what gateways add for themselves is theirs.</summary>
    public IEnumerable<string> UnknownQuery(string query)
    {
        if (Json["security"]!.AsArray().Count == 0) return [];
        var known = Json["parameters"]?.AsArray()
            .Where(it => it!["in"]!.GetValue<string>() == "query").Select(it => it!["name"]!.GetValue<string>()) ?? [];
        var sent = HttpUtility.ParseQueryString(query).AllKeys;
        return sent.Except(known).Select(name => $"{name} in the query is not described");
    }

    private static bool Fits(string[] template, string[] path) =>
        template.Length == path.Length
        && template.Zip(path).All(it => Fits(it.First, it.Second));

    /// <summary>A name in braces stands for anything; what follows it stands there.</summary>
    private static bool Fits(string template, string part) => template.StartsWith('{')
        ? part.EndsWith(template[(template.IndexOf('}') + 1)..], StringComparison.Ordinal)
        : template == part;
}
