using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billing.Benchmarks.Load;

/// <summary>The events of a workload as producers write them.</summary>
internal static class UsageJson
{
    /// <summary>A CloudEvents batch.</summary>
    public static byte[] Batch(Workload load, IEnumerable<Reading> delivery) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonArray([.. delivery.Select(it => Event(load, it))]));

    private static JsonObject Event(Workload load, Reading it)
    {
        var meter = LoadMeter.All[it.Meter];
        var data = new JsonObject
        {
            ["service"] = meter.Service.Value, ["meter"] = meter.Meter.Value, ["quantity"] = $"{it.Units}",
        };
        if (meter.Dimensions[it.Dimensions].Split('=') is [var name, var value])
            data["dimensions"] = new JsonObject { [name] = value };
        return new()
        {
            ["specversion"] = "1.0", ["type"] = "ai.usage", ["source"] = Reading.Source, ["id"] = it.Id,
            ["subject"] = load.Ids[it.Account].Value, ["time"] = it.Time.UtcDateTime, ["data"] = data,
        };
    }
}
