using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Billing.EndToEnd.Tests.Support;
using Billing.Functions.Tests.Support;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>What is wrong with an answer, whatever the request was.</summary>
internal static partial class FuzzVerdict
{
    private const string Problem = "application/problem+json";

    private static readonly JsonObject Schema =
        SomeApi.Document["components"]!["schemas"]!["Problem"]!.AsObject();

    // Refused by the web server or for want of a route, before there is anything of ours to say.
    private static readonly int[] MayBeBare = [400, 404, 405, 408, 411, 413, 414, 417, 431];

    /// <summary>Null where nothing is.</summary>
    public static string? Of(FuzzCase sent, WireAnswer answer)
    {
        if (answer.Status < 0) return $"no answer within {WireConnection.Patience}";
        if (answer.Status == 0) return sent.Request.EndsConnection ? null : "the connection ended without an answer";
        if (answer.Status >= 500) return "the server failed";
        if (sent.MustBeRefused && !IsRefused(sent, answer)) return "it was taken";
        if (sent.Request.Method == "HEAD") return null;
        if (answer.MediaType == Problem) return Misfit(answer);
        if (answer.Status >= 400 && (answer.Body.Length > 0 || !MayBeBare.Contains(answer.Status))) return "no problem";

        return answer.MediaType == "application/json" && !IsJson(answer) ? "no JSON" : null;
    }

    private static bool IsRefused(FuzzCase sent, WireAnswer answer)
    {
        if (answer.Status is >= 400 and < 500) return true;

        return sent.Route.Name == "ReceiveVnPayNotice"
            && JsonNode.Parse(answer.Body)?["RspCode"]?.GetValue<string>() is not ("00" or "02");
    }

    private static string? Misfit(WireAnswer answer)
    {
        if (!IsJson(answer)) return "the problem is no JSON";
        var problem = JsonNode.Parse(answer.Body);
        if (DescribedOperation.Check.Faults(problem, Schema) is { Count: > 0 } faults) return string.Join("; ", faults);
        if (problem!["status"]!.GetValue<int>() != answer.Status) return "the problem is of another status";
        if (!Code().IsMatch($"{problem["code"]}")) return "the code is none";

        return Inside().IsMatch(answer.Text) ? "it tells of the inside" : null;
    }

    private static bool IsJson(WireAnswer answer)
    {
        try
        {
            using var parsed = JsonDocument.Parse(answer.Body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"Exception|StackTrace|\bat \w+\.\w+|\b(System|Microsoft|Azure|Billing)\.\w|\.cs\b|/usr/|/root")]
    private static partial Regex Inside();
}
