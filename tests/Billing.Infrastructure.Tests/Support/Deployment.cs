using System.Text.Json.Nodes;

namespace Billing.Infrastructure.Tests.Support;

/// <summary>What one deployment would make.</summary>
public sealed record Deployment(IReadOnlyList<Resource> Resources, JsonObject Outputs)
{
    public static Deployment Read(JsonNode snapshot) => new(
        [.. snapshot["predictedResources"]!.AsArray().Select(it => new Resource(it!.AsObject()))],
        snapshot["outputs"]!.AsObject());

    public IEnumerable<Resource> Of(string type) => Resources.Where(it => it.Type == type);

    public Resource App => Of("Microsoft.Web/sites").Single();

    public IEnumerable<Resource> Accounts => Of("Microsoft.Storage/storageAccounts");

    public IEnumerable<Resource> Queues => Of("Microsoft.ServiceBus/namespaces/queues");

    /// <summary>The settings of the app; what only a cloud knows is an expression in brackets.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; } = Resources
        .Single(it => it.Type == "Microsoft.Web/sites")["siteConfig", "appSettings"]!
        .AsArray()
        .ToDictionary(it => it!["name"]!.GetValue<string>(), it => it!["value"]!.GetValue<string>());
}

/// <summary>A resource as it would be made.</summary>
public sealed record Resource(JsonObject Json)
{
    public string Id => Json["id"]!.GetValue<string>();

    public string Type => Json["type"]!.GetValue<string>();

    public string Name => Json["name"]!.GetValue<string>();

    /// <summary>A property by its path below "properties"; null where it is not set.</summary>
    public JsonNode? this[params string[] path] =>
        path.Aggregate(Json["properties"], (node, name) => node?[name]);

    public string Text(params string[] path) => this[path]?.ToString() ?? "";

    /// <summary>For a failed test.</summary>
    public override string ToString() => Id;
}
