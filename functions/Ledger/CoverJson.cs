using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>The JSON of a cover's terms inside a movement; money is in the currency of the total.</summary>
public static class CoverJson
{
    private const string RollsOver = "rollsOver";
    private const string ClosedByPlan = "closedByPlan";

    /// <summary>Whether the rest rolls over is said since use is told: terms without the word do neither.</summary>
    public static JsonObject Write(CoverTerms terms)
    {
        var body = WriteOldest(terms);
        if (terms.TellsUse || terms.RollsOver) body[RollsOver] = terms.RollsOver;
        if (terms.IsClosedByPlan) body[ClosedByPlan] = true;
        return body;
    }

    private static JsonObject WriteOldest(CoverTerms terms) => new()
    {
        ["comprehensive"] = terms.Scope.IsComprehensive,
        ["services"] = new JsonArray([.. terms.Scope.Services.Select(service => (JsonNode)service.Value)]),
        ["from"] = MovementJson.Time(terms.From),
        ["until"] = terms.Until is { } until ? MovementJson.Time(until) : null,
        ["amount"] = terms.Total.ToDecimalString(),
        ["currency"] = terms.Total.Currency.Code,
        ["quotas"] = new JsonArray([.. terms.Quotas.Select(quota => new JsonObject
        {
            ["service"] = quota.Service.Value,
            ["amount"] = quota.Money?.ToDecimalString(),
            ["quantity"] = quota.Units?.ToString(),
        })]),
        ["sharedCeiling"] = terms.IsSharedCeiling,
        ["prices"] = new JsonArray([.. terms.Prices.Select(price => new JsonObject
        {
            ["service"] = price.Service.Value,
            ["meter"] = price.Meter.Value,
            ["dimensions"] = price.Dimensions,
            ["price"] = price.Rate.Price.ToDecimalString(),
            ["per"] = price.Rate.Per.ToString(),
        })]),
    };

    public static CoverTerms Read(JsonNode body)
    {
        var total = MovementJson.Money(body);
        return new(
            new(body["comprehensive"]!.GetValue<bool>(), Services(body["services"]!)),
            MovementJson.Time(MovementJson.Text(body, "from")),
            body["until"] is { } until ? MovementJson.Time(until.GetValue<string>()) : null,
            total,
            [.. body["quotas"]!.AsArray().Select(item => ReadQuota(item!, total.Currency))],
            body["sharedCeiling"]!.GetValue<bool>(),
            [.. body["prices"]!.AsArray().Select(item => ReadPrice(item!, total.Currency))],
            body[RollsOver]?.GetValue<bool>() ?? false)
        {
            TellsUse = body[RollsOver] is not null,
            IsClosedByPlan = body[ClosedByPlan] is not null,
        };
    }

    private static ImmutableArray<ServiceName> Services(JsonNode list) =>
        [.. list.AsArray().Select(service => new ServiceName(service!.GetValue<string>()))];

    private static CoverQuota ReadQuota(JsonNode item, Currency currency) => new(
        new(MovementJson.Text(item, "service")),
        item["amount"] is { } money ? Amount.Parse(money.GetValue<string>(), currency) : null,
        item["quantity"] is { } units ? Quantity.Parse(units.GetValue<string>()) : null);

    private static CoverPrice ReadPrice(JsonNode item, Currency currency) => new(
        new(MovementJson.Text(item, "service")),
        new(MovementJson.Text(item, "meter")),
        MovementJson.Text(item, "dimensions"),
        new(Amount.Parse(MovementJson.Text(item, "price"), currency),
            Quantity.Parse(MovementJson.Text(item, "per"))));
}
