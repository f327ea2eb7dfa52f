using System.Text.Json.Nodes;
using Billing.Platform;

namespace Billing.OpenApi;

/// <summary>How the document writes one function.</summary>
public static class OperationJson
{
    public static JsonObject Of(DescribedFunction it, Shapes shapes, Comments comments)
    {
        var summary = comments.Summary(it.Function.Verb);
        var written = new JsonObject
        {
            ["operationId"] = it.Function.Name,
            ["tags"] = new JsonArray(it.Function.Capability),
            ["summary"] = summary ?? it.Function.Name,
        };
        if (it.Operation.Remark is { } remark) written["description"] = remark;
        var parameters = Parameters(it, shapes);
        if (parameters.Count > 0) written["parameters"] = parameters;
        if (Body(it.Operation, shapes) is { } body) written["requestBody"] = body;
        written["responses"] = Answers(it, shapes);
        written["security"] = new JsonArray(
            [.. it.Roles.Order().Select(role => new JsonObject { ["bearer"] = new JsonArray(EnumText.Format(role)) })]);
        return written;
    }

    private static JsonArray Parameters(DescribedFunction it, Shapes shapes)
    {
        var all = new JsonArray();
        foreach (var name in it.Function.RouteValues)
            all.Add(Parameter(name, "path", new() { ["type"] = "string" }, isRequired: true));
        foreach (var field in it.Operation.Asked?.All ?? [])
            all.Add(Parameter(field.Name, "query", field.Schema(shapes), note: field.Note));
        if (ProblemCodes.TakesKey(it.Method, it.IsAnonymous))
            all.Add(Parameter(
                IdempotencyGate.KeyHeader,
                "header",
                new() { ["type"] = "string", ["maxLength"] = IdempotencyGate.MaxKeyLength },
                note: "1 to 100 visible characters: the same key with the same request is answered as before."));
        if (it.Operation.IsVersioned && it.Method != "get")
            all.Add(Parameter(
                "If-Match",
                "header",
                new() { ["type"] = "string" },
                note: "The ETag of what was read; 412 where it has changed since."));
        return all;
    }

    private static JsonObject Parameter(
        string name, string place, JsonObject schema, bool isRequired = false, string? note = null)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place };
        if (isRequired) parameter["required"] = true;
        if (note is not null) parameter["description"] = note;
        parameter["schema"] = schema;
        return parameter;
    }

    private static JsonObject? Body(Operation operation, Shapes shapes)
    {
        var content = new JsonObject();
        if (operation.Sent is { } sent)
            content["application/json"] = new JsonObject
            {
                ["schema"] = sent.Schema(shapes),
                ["examples"] = Examples([.. operation.Examples.Select(example => example.DeepClone())]),
            };
        foreach (var file in operation.Files)
        {
            var media = new JsonObject { ["schema"] = new JsonObject { ["description"] = file.What } };
            if (file.Sample is { } sample) media["example"] = sample;
            content[file.MediaType] = media;
        }

        if (content.Count == 0) return null;
        return new() { ["required"] = !operation.IsBodyOptional, ["content"] = content };
    }

    private static JsonObject Examples(IReadOnlyList<JsonNode> values) => new(values.Index().Select(it =>
        KeyValuePair.Create($"example{it.Index + 1}", (JsonNode?)new JsonObject { ["value"] = it.Item })));

    private static JsonObject Answers(DescribedFunction it, Shapes shapes)
    {
        var answers = new JsonObject();
        foreach (var same in it.Operation.Given.GroupBy(answer => answer.Status).OrderBy(same => same.Key))
            answers[$"{same.Key}"] = Answer([.. same], it, shapes);
        var problems = ProblemCodes.Of(it.Operation, it.Function, it.Method, it.IsAnonymous);
        foreach (var (status, codes) in problems)
        {
            Invariant.Holds(!answers.ContainsKey($"{status}") || status == 503, "A status is an answer or a problem");
            if (!answers.ContainsKey($"{status}")) answers[$"{status}"] = ProblemJson.Answer(status, codes);
            else ((JsonObject)answers[$"{status}"]!["content"]!)[Problem.ContentType] =
                ProblemJson.Whole(status, codes)["content"]![Problem.ContentType]!.DeepClone();
        }

        return answers;
    }

    private static JsonObject Answer(IReadOnlyList<OperationAnswer> same, DescribedFunction it, Shapes shapes)
    {
        var what = same.Select(one => one.What).FirstOrDefault(it => it is not null) ?? "As asked for.";
        var answer = new JsonObject { ["description"] = what };
        var headers = new JsonObject();
        if (it.Operation.IsVersioned) Put(ProblemJson.Header("ETag", "The version of what is answered.", "string"));
        if (ProblemCodes.TakesKey(it.Method, it.IsAnonymous))
            Put(ProblemJson.Header(IdempotencyGate.HitHeader, "true where this is the answer of before.", "string"));
        if (headers.Count > 0) answer["headers"] = headers;
        var content = new JsonObject();
        foreach (var media in same.Where(one => one.MediaType is not null).GroupBy(one => one.MediaType!))
        {
            var schemas = media.Where(one => one.Type is not null).Select(one => shapes.Of(one.Type!)).ToArray();
            content[media.Key] = schemas switch
            {
                [] => [],
                [var one] => new() { ["schema"] = one },
                _ => new JsonObject { ["schema"] = new JsonObject { ["anyOf"] = new JsonArray([.. schemas]) } },
            };
        }

        if (content.Count > 0) answer["content"] = content;
        return answer;

        void Put(JsonObject header)
        {
            foreach (var (name, value) in header) headers[name] = value!.DeepClone();
        }
    }
}
