using Billing.EndToEnd.Tests.Fuzz;

namespace Billing.EndToEnd.Tests.Access;

/// <summary>What an answer fails to tell a browser.</summary>
internal static class AnswerHeaders
{
    public static IEnumerable<string> Lacking(WireAnswer answer)
    {
        if (answer.Headers.GetValueOrDefault("x-content-type-options") != "nosniff") yield return "may be guessed";
        if (answer.Headers.GetValueOrDefault("x-frame-options") != "DENY") yield return "may be framed";
        if (answer.Headers.GetValueOrDefault("referrer-policy") != "no-referrer") yield return "tells where from";
        if (answer.Headers.GetValueOrDefault("cross-origin-resource-policy") != "same-origin") yield return "is shared";
        if (!answer.Headers.ContainsKey("strict-transport-security")) yield return "may be had in the clear";
        if (!answer.Headers.ContainsKey("permissions-policy")) yield return "leaves permissions open";
        if (!answer.Headers.ContainsKey("cache-control")) yield return "may be kept";
        if (answer.Headers.ContainsKey("server")) yield return "names its server";
        var policy = answer.Headers.GetValueOrDefault("content-security-policy", "");
        if (!policy.StartsWith("default-src 'none'", StringComparison.Ordinal)) yield return "loads what it likes";
        if (!policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal)) yield return "has ancestors";
    }
}
