using System.Text.Json;
using Billing.Plans;

namespace Billing.Notices;

/// <summary>Which lifecycle must look at its plan because of a fact.</summary>
public static class PlanNews
{
    private const string Prefix = "plan-";
    private const string CoverPrefix = "plan:";

    /// <summary>Null for a fact that no plan is moved by, and for covers that no plan's row stands for.</summary>
    public static PlanRef? Of(Notice notice)
    {
        if (!notice.Kind.StartsWith(Prefix, StringComparison.Ordinal)) return null;

        using var body = JsonDocument.Parse(notice.Body);
        var text = Text(body.RootElement, "planId") ?? PlanOf(Text(body.RootElement, "cover"));
        return PlanId.TryParse(text, out var plan) ? new(notice.Account.Value, plan.Value) : null;
    }

    /// <summary>A cover is named after its plan and term.</summary>
    private static string? PlanOf(string? cover) =>
        cover is not null && cover.StartsWith(CoverPrefix, StringComparison.Ordinal) ? cover.Split(':')[1] : null;

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
