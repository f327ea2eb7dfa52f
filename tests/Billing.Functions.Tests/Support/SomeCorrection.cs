using System.Text.Json.Nodes;
using Billing.Platform;

namespace Billing.Functions.Tests.Support;

/// <summary>Builds voids and amendments as their producers report them.</summary>
public static class SomeCorrection
{
    /// <param name="of">The original, from which id, time, source and account are taken.</param>
    public static JsonObject Void(JsonObject of, string id = "v-1", DateTimeOffset? time = null)
    {
        var json = of.DeepClone().AsObject();
        (json["id"], json["type"], json["time"]) = (id, "ai.usage.void", Rfc3339.Format(time ?? Some.Noon));
        json["data"] = new JsonObject { ["original"] = Original(of) };
        return json;
    }

    /// <summary>The same use with another quantity, at the same time unless another one is given.</summary>
    public static JsonObject Amend(
        JsonObject of, string quantity, string id = "a-1", DateTimeOffset? time = null)
    {
        var json = of.DeepClone().AsObject();
        (json["id"], json["type"]) = (id, "ai.usage.amend");
        if (time is { } other) json["time"] = Rfc3339.Format(other);
        (json["data"]!["quantity"], json["data"]!["original"]) = (quantity, Original(of));
        return json;
    }

    private static JsonObject Original(JsonObject of) =>
        new() { ["id"] = of["id"]!.DeepClone(), ["time"] = of["time"]!.DeepClone() };
}
