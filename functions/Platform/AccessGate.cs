using Billing.Ledger;
using Billing.Platform.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Billing.Platform;

/// <summary>Lets a request through to its function only if the access table says so; other triggers pass.</summary>
public sealed class AccessGate(AccessTable access, TokenCheck tokens, RateLimits limits) : IFunctionsWorkerMiddleware
{
    private const string AccountInRoute = "account";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var (function, http) = (context.FunctionDefinition.Name, context.GetHttpContext());
        Invariant.Holds(http is not null || !access.Functions.Contains(function), "Nobody is let in unseen");
        if (http is not null && await Refuse(function, http) is { } refused) await http.Answer(refused);
        else await next(context);
    }

    private async Task<IActionResult?> Refuse(string function, HttpContext http)
    {
        var named = http.Request.RouteValues.TryGetValue(AccountInRoute, out var value) ? value as string : null;
        var isAccount = AccountId.TryParse(named, out var account);
        if (!access.IsAnonymous(function))
        {
            var check = await tokens.Check(http.Request.Headers.Authorization, http.RequestAborted);
            if (!check.IsAccepted(out var caller, out var refusal))
                return PutOff(http, refusal) ?? Unauthenticated(http, refusal);

            http.SetCaller(caller);
            if (access.Refuse(function, caller, isAccount ? account : null) is { } no) return Answer(no, http);
        }

        return named is not null && !isAccount ? Problem.NotFound("account") : null;
    }

    /// <summary>
    /// 429 for an address that sent too many tokens that are none, so that who guesses slows down and shows in the
    /// figures. A good token is never put off by the bad ones of its neighbours.
    /// </summary>
    private IActionResult? PutOff(HttpContext http, TokenRefusal refusal)
    {
        if (refusal == TokenRefusal.Missing) return null;

        var answer = limits[RequestGroup.BadTokens].Take(CallerAddress.Network(http));
        return answer.IsAllowed ? null : RateGate.TooMany(RequestGroup.BadTokens, answer);
    }

    private static IActionResult Answer(AccessRefusal refusal, HttpContext http) => refusal switch
    {
        AccessRefusal.Unauthenticated => Unauthenticated(http, TokenRefusal.Missing),
        AccessRefusal.Forbidden => Problem.Of(403, "forbidden", "The caller's roles do not allow this."),
        AccessRefusal.AnotherAccount => Problem.NotFound("account"),
    };

    private static IActionResult Unauthenticated(HttpContext http, TokenRefusal refusal)
    {
        http.Response.Headers.WWWAuthenticate = refusal switch
        {
            TokenRefusal.Missing => "Bearer",
            TokenRefusal.Invalid => "Bearer error=\"invalid_token\"",
        };
        return Problem.Of(401, "unauthenticated", "Send a valid bearer token.");
    }
}
