using System.Text;
using System.Text.Json.Nodes;
using Billing.Money;
using Billing.Plans;
using Billing.Platform;

namespace Billing.Functions.Tests.Support;

/// <summary>The JSON of a plan's terms, and what may differ.</summary>
public static class SomePlanBody
{
    public static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    public static readonly PlanRules Rules = new(86_400, 14, 7, 7, AutoApprovesChanges: false);

    /// <summary>Says all that terms can say.</summary>
    public const string Full = """
        {"name":"GPU monthly","services":["gpu-container","ai-inference"],"duration":{"unit":"month","count":3},
         "amount":{"amount":"300","currency":"USD"},
         "payment":{"structure":"partialUpfront","ways":["online","bankTransfer","balance"],
          "price":{"amount":"100","currency":"USD"},
          "schedule":[{"amount":{"amount":"60","currency":"USD"},"afterDays":0},
           {"amount":{"amount":"40","currency":"USD"},"afterDays":30}],
          "cycle":"month","dueDays":3,"suspendAfterDays":5,"automatic":true},
         "quotas":[{"service":"gpu-container","amount":{"amount":"200","currency":"USD"}},
          {"service":"ai-inference","units":"1000000"}],"sharedCeiling":false,
         "prices":[{"service":"gpu-container","meter":"gpu-seconds","when":[{"name":"gpu","value":"h100"}],
          "price":{"amount":"5","currency":"USD"},"per":"3600"}],
         "renewal":{"kind":"automatic","windowDays":10},"pause":{"maxDays":10,"extendsTerm":false},
         "startsAt":"2026-02-01T00:00:00Z","rollsOver":true}
        """;

    /// <summary>Says what terms must say.</summary>
    public const string Least = """
        {"name":"GPU","services":["gpu-container"],"duration":{"unit":"month","count":1},
         "amount":{"amount":"100","currency":"USD"},
         "payment":{"structure":"allUpfront","ways":["online"],"price":{"amount":"80","currency":"USD"}}}
        """;

    /// <summary>A plan that begins with its confirmation.</summary>
    public const string Postpaid = """
        {"name":"GPU","services":["gpu-container"],"duration":{"unit":"month","count":1},
         "amount":{"amount":"100","currency":"USD"},"payment":{"structure":"postpaid","ways":["online"]}}
        """;

    public static (PlanTerms Terms, string[] Faults) Read(string json, PlanRules? rules = null)
    {
        var body = RequestBody.Parse(Encoding.UTF8.GetBytes(json));
        var terms = new PlanTermsBody(Currency.Usd, rules ?? Rules).Read(body, SomePlan.Start);
        return (terms, [.. body.Faults().Select(fault => $"{fault.Field}:{fault.Code}")]);
    }

    /// <summary>A text with one member changed; the path is like payment.schedule.0.afterDays.</summary>
    /// <param name="value">JSON; empty takes the member out.</param>
    public static string With(string json, string path, string value)
    {
        var root = JsonNode.Parse(json)!;
        var (parent, steps) = (root, path.Split('.'));
        foreach (var step in steps[..^1])
            parent = parent is JsonArray list
                ? list[int.Parse(step, Invariant)]!
                : parent[step]!;
        if (parent is JsonArray items) items[int.Parse(steps[^1], Invariant)] = JsonNode.Parse(value);
        else if (value.Length == 0) parent.AsObject().Remove(steps[^1]);
        else parent[steps[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }
}
