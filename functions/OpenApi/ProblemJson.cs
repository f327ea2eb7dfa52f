using System.Text.Json.Nodes;
using Billing.Platform;

namespace Billing.OpenApi;

/// <summary>How the document writes what is refused.</summary>
public static class ProblemJson
{
    private static readonly (int Status, string Code)[] Everywhere =
    [
        (401, "unauthenticated"), (403, "forbidden"), (404, "not_found"), (415, "media_type"), (429, "rate_limited"),
        (503, "unavailable"),
    ];

    /// <summary>The answers that most functions give, by their codes.</summary>
    public static JsonObject Common => new(Everywhere.Select(it =>
        KeyValuePair.Create(it.Code, (JsonNode?)Whole(it.Status, [it.Code]))));

    /// <summary>One answer of a status: a problem with one of these codes.</summary>
    public static JsonObject Answer(int status, IReadOnlyCollection<string> codes) =>
        codes.Count == 1 && codes.First() is var only && Everywhere.Contains((status, only))
            ? new() { ["$ref"] = $"#/components/responses/{only}" }
            : Whole(status, codes);

    /// <summary>The same, written where it stands.</summary>
    public static JsonObject Whole(int status, IReadOnlyCollection<string> codes)
    {
        var answer = new JsonObject { ["description"] = string.Join(", ", codes) };
        if (status is 429 or 503) answer["headers"] = Header("Retry-After", "Seconds to wait.", "integer");
        if (status == 401) answer["headers"] = Header("WWW-Authenticate", "What kind of token is wanted.", "string");
        answer["content"] = new JsonObject
        {
            [Problem.ContentType] = new JsonObject
            {
                ["schema"] = new JsonObject
                {
                    ["$ref"] = "#/components/schemas/Problem",
                    ["properties"] = new JsonObject { ["code"] = new JsonObject { ["enum"] = Strings(codes) } },
                },
                ["example"] = Example(status, codes.First()),
            },
        };
        return answer;
    }

    public static JsonObject Header(string name, string what, string type) => new()
    {
        [name] = new JsonObject { ["description"] = what, ["schema"] = new JsonObject { ["type"] = type } },
    };

    public static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(it => JsonValue.Create(it))];

    public static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["description"] = "Why a request was refused (RFC 9457).",
        ["properties"] = new JsonObject
        {
            ["type"] = Text("urn:billing:problem: and the code."),
            ["title"] = Text("The code in words."),
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = Text("A sentence for a person."),
            ["code"] = Text("What programs go by; it never changes."),
            ["traceId"] = Text("Names this request to those who run the service, who find it by this."),
            ["errors"] = new JsonObject
            {
                ["type"] = "array", ["items"] = FieldError(), ["description"] = "Every field at fault.",
            },
        },
        ["required"] = new JsonArray("type", "title", "status", "detail", "code"),
    };

    private static JsonObject FieldError() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["field"] = Text("As a path: contact.email, prices[0].per."),
            ["code"] = Text("The rule that it breaks."),
            ["message"] = Text("A sentence for a person."),
        },
        ["required"] = new JsonArray("field", "code", "message"),
        ["additionalProperties"] = false,
    };

    private static JsonObject Text(string what) => new() { ["type"] = "string", ["description"] = what };

    private static JsonObject Example(int status, string code) => new()
    {
        ["type"] = $"urn:billing:problem:{code}",
        ["title"] = code.Replace('_', ' '),
        ["status"] = status,
        ["detail"] = "A sentence for a person.",
        ["code"] = code,
    };
}
