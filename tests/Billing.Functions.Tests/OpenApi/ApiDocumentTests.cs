using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Billing.Functions.Tests.Support;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Functions.Tests.OpenApi;

public sealed partial class ApiDocumentTests
{
    private static readonly JsonObject Document = SomeApi.Document;
    private static readonly SchemaCheck Check = new(Document);

    [Fact]
    public void Every_example_of_a_body_and_of_an_answer_fits_its_schema()
    {
        var contents = (
            from operation in Operations
            from part in Contents(operation.Json)
            select (operation.Id, Part: part)).ToList();

        Assert.NotEmpty(contents);
        Assert.Empty(
            from content in contents
            from example in Examples(content.Part)
            from fault in Check.Faults(example, content.Part["schema"]!.AsObject())
            select $"{content.Id}: {fault}");
    }

    [Fact]
    public void Every_JSON_body_and_answer_has_an_example() =>
        Assert.Empty(
            from operation in Operations
            from part in Contents(operation.Json)
            where !Examples(part).Any()
            select operation.Id);

    [Fact]
    public void Every_query_says_what_it_takes_with_a_sample_that_fits() =>
        Assert.Empty(
            from function in SomeApi.Functions
            from field in SomeApi.Operations[function.Name].Asked?.All ?? []
            where field.Name != Fields.Cursor
            from fault in Check.Faults(field.Sample.DeepClone(), SomeApi.SchemaOf(field))
            select $"{function.Name}: {fault}");

    [Fact]
    public void Every_operation_says_what_it_does() =>
        Assert.Empty(Operations.Where(it => it.Json["summary"]!.GetValue<string>() == it.Id).Select(it => it.Id));

    [Fact]
    public void Roles_are_those_of_the_access_table()
    {
        foreach (var (id, json) in Operations)
            Assert.Equal(
                SomeApi.Access.RolesOf(id).Order().Select(EnumText.Format),
                json["security"]!.AsArray().Select(it => it!["bearer"]![0]!.GetValue<string>()));
    }

    [Fact]
    public void Links_lead_to_what_the_document_has()
    {
        var links = new List<string>();
        Collect(Document, links);

        Assert.NotEmpty(links);
        foreach (var link in links.Distinct())
            Assert.NotNull(link[2..].Split('/').Aggregate((JsonNode?)Document, (at, step) => at?[step]));
    }

    [Fact]
    public void It_has_every_route_that_was_agreed_and_each_other_is_known()
    {
        var lines = SourceFile.Read("tests/Billing.Functions.Tests/OpenApi/routes.txt").Lines
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => Named().Replace(line, "{}")).ToList();
        var agreed = lines.Where(line => line[0] is not ('+' or '?')).ToList();
        var known = agreed.Concat(lines.Except(agreed).Select(line => line[2..])).ToList();
        var described = (
            from path in Document["paths"]!.AsObject()
            from method in path.Value!.AsObject()
            select $"{method.Key.ToUpperInvariant()} {Named().Replace(path.Key, "{}")}").ToList();

        Assert.Empty(agreed.Except(described));
        Assert.Empty(described.Except(known));
    }

    [Fact]
    public void Nothing_of_the_development_host_is_in_it() =>
        Assert.DoesNotContain(Document["paths"]!.AsObject(), path => !path.Key.StartsWith("/api/"));

    [Fact]
    public void It_is_the_same_each_time() => Assert.True(JsonNode.DeepEquals(
        Document, ApiDocument.Of(
            SomeApi.Functions, SomeApi.Operations, SomeApi.Access, Comments.Of(typeof(PlatformModule).Assembly))));

    private static IEnumerable<(string Id, JsonObject Json)> Operations =>
        from path in Document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select (method.Value!["operationId"]!.GetValue<string>(), method.Value!.AsObject());

    /// <summary>Of JSON, with a schema.</summary>
    private static IEnumerable<JsonObject> Contents(JsonObject operation)
    {
        var holders = operation["responses"]!.AsObject().Select(it => it.Value).Append(operation["requestBody"]);
        return
            from holder in holders
            where holder?["content"] is not null
            from content in holder["content"]!.AsObject()
            where content.Key == "application/json" && content.Value!["schema"]?["description"] is null
            where content.Value!["schema"] is not null
            select content.Value!.AsObject();
    }

    private static IEnumerable<JsonNode?> Examples(JsonObject content) =>
        (content["examples"]?.AsObject().Select(it => it.Value!["value"]) ?? [])
        .Concat(content.ContainsKey("example") ? [content["example"]] : []);

    private static void Collect(JsonNode? node, List<string> links)
    {
        if (node is JsonArray items) foreach (var item in items) Collect(item, links);
        if (node is not JsonObject members) return;
        foreach (var (name, value) in members)
            if (name == "$ref") links.Add(value!.GetValue<string>());
            else Collect(value, links);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Named();
}
