using Billing.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Billing.Platform;

/// <summary>
/// The outermost step of HTTP functions: sets what every answer carries and turns exceptions into problems that tell a
/// caller nothing of the inside. Other triggers fail as they are, so that the host delivers again.
/// </summary>
public sealed partial class FaultAnswers(FunctionInventory functions, ILogger<FaultAnswers> log)
    : IFunctionsWorkerMiddleware
{
    /// <summary>
    /// More than any function reads: a body a little too large is taken in whole, so that its caller sees the 413 and
    /// not a broken connection.
    /// </summary>
    public const int MaxServedBytes = 4 * RawBody.DefaultMaxBytes;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await RunUnanswered(context, next);
            return;
        }

        SecurityHeaders.AddTo(http.Response);
        LimitBody(http);
        CountFailure(http, context.FunctionDefinition.Name);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception failure)
        {
            await Answer(http, context.FunctionDefinition.Name, failure);
        }
    }

    private async Task RunUnanswered(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Count(context.FunctionDefinition.Name);
            throw;
        }
    }

    /// <summary>
    /// A function's result is written only after this step has returned. A 503 that a function decided on, as those of
    /// health do, is no failure of its own.
    /// </summary>
    private void CountFailure(HttpContext http, string function) => http.Response.OnCompleted(() =>
    {
        if (http.Response.StatusCode == StatusCodes.Status500InternalServerError) Count(function);
        return Task.CompletedTask;
    });

    private void Count(string function) => Instruments.FunctionFailures.Add(
        1, Dimension.Function(function), Dimension.Trigger(functions.TriggerOf(function)));

    private static void LimitBody(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxServedBytes;
    }

    private Task Answer(HttpContext http, string function, Exception failure)
    {
        var problem = Problem(function, failure);
        if (!http.Response.HasStarted) return http.Answer(problem);

        Count(function);
        http.Abort();
        return Task.CompletedTask;
    }

    private IActionResult Problem(string function, Exception failure)
    {
        if (failure is BadHttpRequestException bad)
        {
            var refusal = bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? RawBodyRefusal.TooLarge
                : RawBodyRefusal.Incomplete;
            return RawBody.Refuse(refusal, RawBody.DefaultMaxBytes);
        }

        if (Outage.RetryAfterSeconds(failure) is { } seconds)
        {
            DependencyDown(failure, function);
            Count(function);
            return Platform.Problem.Unavailable("Something that this needs does not answer; try again.", seconds);
        }

        Failed(failure, function);
        return Platform.Problem.Of(500, "internal", "This failed; it has been noted.");
    }

    [LoggerMessage(1001, LogLevel.Error, "{Function} failed")]
    private partial void Failed(Exception failure, string function);

    [LoggerMessage(1002, LogLevel.Warning, "{Function} could not reach what it needs")]
    private partial void DependencyDown(Exception failure, string function);
}
