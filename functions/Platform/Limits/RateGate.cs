using System.Globalization;
using Billing.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Billing.Platform.Limits;

/// <summary>
/// Puts off what a caller sends beyond the limit of its group: 429 and when to come again. It stands behind the access
/// gate, so that an account's allowance is its own and nobody else can use it up.
/// </summary>
public sealed class RateGate(AccessTable access, LimitTable groups, RateLimits limits)
    : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && Refuse(context.FunctionDefinition.Name, http) is { } refused)
            await http.Answer(refused);
        else
            await next(context);
    }

    /// <summary>429, and in which group; it is counted.</summary>
    public static IActionResult TooMany(RequestGroup group, RateAnswer answer)
    {
        var name = EnumText.Format(group);
        Instruments.RequestsLimited.Add(1, new KeyValuePair<string, object?>("group", name));
        var detail = $"More requests than the limit of the group {name} allows; come again.";
        return Problem.TooMany("rate_limited", detail, Seconds(answer.Wait));
    }

    private IActionResult? Refuse(string function, HttpContext http)
    {
        var group = groups.GroupOf(function, http.Request.Method, access.IsAnonymous(function));
        var answer = limits[group].Take(Partition(function, group, http));
        Tell(http.Response.Headers, group, limits[group].Limit, answer);
        return answer.IsAllowed ? null : TooMany(group, answer);
    }

    /// <summary>The account of a customer, the subject of services and staff, the address of everybody else.</summary>
    private static string Partition(string function, RequestGroup group, HttpContext http) =>
        http.Request.CallerOrNull() switch
        {
            { Account: { } account } => $"account {account}",
            { Subject: var subject } => $"subject {subject}",
            null when group == RequestGroup.Webhooks => $"{function} {CallerAddress.Network(http)}",
            null => CallerAddress.Network(http),
        };

    /// <summary>The headers of the IETF's draft: q requests in w seconds, r of them left, all of them in t.</summary>
    private static void Tell(IHeaderDictionary headers, RequestGroup group, RateLimit limit, RateAnswer answer)
    {
        var name = EnumText.Format(group);
        headers["RateLimit-Policy"] = Invariant($"\"{name}\";q={limit.Burst};w={Seconds(limit.Refill)}");
        headers["RateLimit"] = Invariant($"\"{name}\";r={answer.Left};t={Seconds(answer.FullIn)}");
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
