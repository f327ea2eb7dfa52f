using Billing.LocalHost.Functions;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Http;

/// <summary>Answers one request: key, invocation, result; a failure is a problem without inner details.</summary>
internal sealed partial class HttpCall(FunctionInvoker invoker, HostSettings settings, ILogger<HttpCall> log)
{
    public async Task AnswerAsync(FunctionDescriptor function, HttpContext http)
    {
        if (!FunctionKeys.Admit(http.Request, ((HttpTriggerAttribute)function.Trigger).AuthLevel, settings))
        {
            await Problem(401, "The key of the function is missing or wrong.").ExecuteAsync(http);
            return;
        }

        try
        {
            await RunAsync(function, http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            CallerLeft(function.Name);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await Problem(bad.StatusCode, bad.Message).ExecuteAsync(http);
        }
        catch (Exception failure)
        {
            Failed(failure, function.Name);
            if (http.Response.HasStarted) http.Abort();
            else await FailAsync(http);
        }
    }

    private async Task RunAsync(FunctionDescriptor function, HttpContext http)
    {
        var invocation = new Invocation(function, http.RequestServices, http.Request, http.RequestAborted)
        {
            Values = http.Request.RouteValues.ToDictionary(StringComparer.OrdinalIgnoreCase),
        };
        invocation.Items[FunctionContextExtensions.HttpContextKey] = http;
        await invoker.InvokeAsync(invocation);
        if (invocation.Result is not IActionResult result) return;

        await result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
    }

    private static async Task FailAsync(HttpContext http)
    {
        http.Response.Clear();
        await Problem(500, "The function failed; the host's log says why.").ExecuteAsync(http);
    }

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    [LoggerMessage(LogLevel.Error, "{Function} failed")]
    private partial void Failed(Exception failure, string function);

    [LoggerMessage(LogLevel.Debug, "The caller of {Function} left")]
    private partial void CallerLeft(string function);
}
