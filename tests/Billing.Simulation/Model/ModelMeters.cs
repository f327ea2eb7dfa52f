using System.Text.Json.Nodes;

namespace Billing.Simulation.Model;

/// <summary>The meters of the model's world: each price model, some with quantum, minimum or states.</summary>
public static class ModelMeters
{
    public const string Unpriced = "ai/images";

    public static string[] All { get; } =
    [
        "ai/tokens", "gpu/seconds", "disk/gb", "train/jobs", "ai/calls", "gpu/hours", "market/fees", "market/apps",
        "ai/tokens", "gpu/seconds", "train/jobs", Unpriced,
    ];

    public static string[] Services { get; } = [.. All.Select(it => it.Split('/')[0]).Distinct()];

    /// <summary>The first terms, or later ones that differ by their number.</summary>
    public static NaiveVersion Version(string meter, int number, DateTimeOffset from) => meter switch
    {
        "ai/tokens" => new(from, 0, 0, 0,
            new("", "perUnit", 1_000_000, new NaiveTier(null, 0.165m + number)),
            new("model=big", "perUnit", 1_000_000, new NaiveTier(null, 0.59m + number)),
            new("model=big;region=eu", "perUnit", 3, new NaiveTier(null, 0.000001m))),
        "gpu/seconds" => new(from, 15, 20, 0,
            new NaivePrice(
                "", "graduated", 3600, new(3600, 2.31m + number), new(20_000.5m, 1.9m), new(null, 0.700001m))),
        "disk/gb" => new(from, 0, 0, 0,
            new NaivePrice("", "volume", 7, new(100, 0.02m + number), new(400, 0.013m), new(null, 0.01m))),
        "train/jobs" => new(from, 0, 0, 0, new NaivePrice("", "package", 10, new NaiveTier(null, 0.3m + number))),
        "ai/calls" => new(from, 0, 0, 0.0001m,
            new("", "perUnit", 1_000, new NaiveTier(null, 0.00007m)),
            new NaivePrice("model=big", "perUnit", 1, new NaiveTier(null, 0.001m + number))),
        "gpu/hours" => new(from, 0, 0, 0.02m,
            new NaivePrice("", "graduated", 1, new(1 + number, 0), new(6, 0.011m), new(null, 0.04m)),
            new NaivePrice("model=big", "perUnit", 1, new NaiveTier(null, 0.03m)))
        {
            States = ("state=running", "state=stopped"),
        },
        "market/fees" => new(from, 0, 0, 0,
            new NaivePrice("", "percentage", 1, new NaiveTier(null, 0.015m + number / 100m))),
        "market/apps" => new(from, 0, 1, 0,
            new NaivePrice("", "callerPriced", 3, new NaiveTier(null, 0.2m + number)) { MaxAmount = 0.9m }),
        _ => new(from, 0, 0.5m, 0, new NaivePrice("model=big", "perUnit", 1, new NaiveTier(null, 0.25m))),
    };

    /// <summary>How much one step of quantity is.</summary>
    public static decimal Unit(string meter) => meter switch
    {
        "ai/tokens" => 10_000.000001m,
        "gpu/seconds" => 7.5m,
        "disk/gb" => 0.3m,
        "train/jobs" => 0.4m,
        "gpu/hours" => 0.15m,
        _ => 0.7m,
    };

    /// <summary>The terms as they are published.</summary>
    public static string Json(NaiveVersion version)
    {
        var terms = new JsonObject();
        if (version.Quantum > 0) terms["roundUpTo"] = ModelText.Text(version.Quantum);
        if (version.MinQuantity > 0) terms["minimumQuantity"] = ModelText.Text(version.MinQuantity);
        if (version.MinCharge > 0) terms["minimumCharge"] = ModelText.Text(version.MinCharge);
        if (version.States is var (billed, free))
            terms["states"] = new JsonObject
            {
                ["dimension"] = billed.Split('=')[0],
                ["billed"] = new JsonArray(billed.Split('=')[1]),
                ["free"] = new JsonArray(free.Split('=')[1]),
            };
        terms["prices"] = new JsonArray([.. version.Prices.Select(Json)]);
        return terms.ToJsonString();
    }

    private static JsonObject Json(NaivePrice price)
    {
        var json = new JsonObject { ["model"] = price.Model };
        if (price.Model != "percentage") json["per"] = ModelText.Text(price.Per);
        if (price.When.Length > 0)
            json["when"] = new JsonArray([.. price.When.Split(';').Select(pair => pair.Split('='))
                .Select(pair => new JsonObject { ["name"] = pair[0], ["value"] = pair[1] })]);
        if (price.Model is "perUnit" or "package") json["price"] = ModelText.Text(price.Tiers[0].Price);
        else if (price.Model == "percentage") json["basisPoints"] = (int)(price.Tiers[0].Price * 10_000);
        else if (price.Model == "callerPriced")
        {
            json["maxUnitPrice"] = ModelText.Text(price.Tiers[0].Price);
            json["maxAmount"] = ModelText.Text(price.MaxAmount);
        }
        else json["tiers"] = new JsonArray([.. price.Tiers.Select(Json)]);
        return json;
    }

    private static JsonObject Json(NaiveTier tier)
    {
        var json = new JsonObject { ["price"] = ModelText.Text(tier.Price) };
        if (tier.UpTo is { } end) json["upTo"] = ModelText.Text(end);
        return json;
    }
}
