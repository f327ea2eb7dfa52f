using System.Text.Json.Nodes;
using Billing.Platform;

namespace Billing.OpenApi;

/// <summary>The whole API as an OpenAPI 3.1 document, made from the functions and what their modules add.</summary>
public static class ApiDocument
{
    private const string About = """
        Every route takes and answers JSON in UTF-8, camelCase, unless it says otherwise. Members that are not known
        are refused in writes, and all faults of a body are answered at once. Amounts are decimal text with a
        currency. Times are RFC 3339, answered in UTC. Lists answer the newest first; next is the cursor of the
        following page. Errors are problems of RFC 9457 whose code is stable. What fails by our fault is 500 with the
        code internal. A caller who asks too much is answered 429 and when to come again; RateLimit and
        RateLimit-Policy tell with every answer what is left.
        """;

    /// <param name="functions">Those that have an operation are in the document.</param>
    public static JsonObject Of(
        IReadOnlyList<HttpFunction> functions, OperationTable operations, AccessTable access, Comments comments)
    {
        var shapes = new Shapes(comments);
        var paths = new JsonObject();
        foreach (var function in functions.Where(it => operations.Functions.Contains(it.Name)))
        {
            var described = new DescribedFunction(function, operations[function.Name], access.RolesOf(function.Name));
            var path = $"/api/{function.Route}";
            if (paths[path] is not JsonObject item) paths[path] = item = [];
            item[described.Method] = OperationJson.Of(described, shapes, comments);
        }

        var components = Components(shapes);
        Exemplify(paths, new(components["schemas"]!.AsObject()));
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Billing", ["version"] = "1", ["description"] = About.ReplaceLineEndings(" "),
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = Tags(functions, comments),
            ["paths"] = paths,
            ["components"] = components,
        };
    }

    private static JsonArray Tags(IReadOnlyList<HttpFunction> functions, Comments comments) =>
    [
        .. functions.Select(it => it.Capability).Distinct().Order(StringComparer.Ordinal).Select(capability =>
        {
            var tag = new JsonObject { ["name"] = capability };
            var module = functions[0].Verb.Assembly.GetType($"Billing.{capability}.{capability}Module");
            if (module is not null && comments.Summary(module) is { } summary) tag["description"] = summary;
            return tag;
        }),
    ];

    /// <summary>Shows an answer of each operation, once every shape is known.</summary>
    private static void Exemplify(JsonObject paths, Samples samples)
    {
        var contents =
            from path in paths
            from operation in path.Value!.AsObject()
            from answer in operation.Value!["responses"]!.AsObject()
            from content in answer.Value!["content"]?.AsObject() ?? []
            select content.Value!.AsObject();
        foreach (var content in contents.ToList())
            if (content["schema"] is JsonObject schema && content["example"] is null)
                content["example"] = samples.Of(schema);
    }

    private static JsonObject Components(Shapes shapes)
    {
        var schemas = shapes.Named;
        schemas["Problem"] = ProblemJson.Schema();
        return new()
        {
            ["schemas"] = schemas,
            ["responses"] = ProblemJson.Common,
            ["securitySchemes"] = new JsonObject
            {
                ["bearer"] = new JsonObject
                {
                    ["type"] = "http",
                    ["scheme"] = "bearer",
                    ["bearerFormat"] = "JWT",
                    ["description"] = "A customer's token names the account, and opens that one alone.",
                },
            },
        };
    }
}
