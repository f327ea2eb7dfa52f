using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Billing.Platform.Limits;

/// <summary>
/// Stands before the access gate: an address that sent too many tokens that opened nothing waits before another is
/// looked at, which keeps guessing slow and checking signatures cheap.
/// </summary>
public sealed class BadTokenGate(RateLimits limits) : IFunctionsWorkerMiddleware
{
    private const RequestGroup Group = RequestGroup.BadTokens;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || http.Request.Headers.Authorization.Count == 0)
        {
            await next(context);
            return;
        }

        var address = CallerAddress.Network(http);
        if (limits[Group].Look(address) is { IsAllowed: false } spent)
        {
            await http.Answer(RateGate.TooMany(Group, spent));
            return;
        }

        await next(context);
        if (http.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
            limits[Group].Take(address);
    }
}
