using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Platform;

/// <summary>
/// Writes the value of an answer, whole or not at all. The worker does this after the steps around the function have
/// returned, and would send what a failure leaves as a good answer.
/// </summary>
public sealed partial class AnswerWriter(
    OutputFormatterSelector formatters,
    IHttpResponseStreamWriterFactory writers,
    ILoggerFactory logs,
    IOptions<MvcOptions> options)
    : ObjectResultExecutor(formatters, writers, logs, options)
{
    private readonly ILogger _log = logs.CreateLogger<AnswerWriter>();

    public override async Task ExecuteAsync(ActionContext context, ObjectResult result)
    {
        var http = context.HttpContext;
        var outside = http.Response.Body;
        using var whole = new MemoryStream();
        http.Response.Body = whole;
        try
        {
            await base.ExecuteAsync(context, result);
        }
        catch (Exception failure) when (!http.RequestAborted.IsCancellationRequested)
        {
            NotWritten(failure, result.Value?.GetType().Name);
            whole.SetLength(0);
            http.Response.Headers.ContentType = default;
            await base.ExecuteAsync(
                context, (ObjectResult)Problem.Of(500, "internal", "This failed; it has been noted."));
        }
        finally
        {
            http.Response.Body = outside;
        }

        whole.Position = 0;
        await whole.CopyToAsync(outside, http.RequestAborted);
    }

    [LoggerMessage(1004, LogLevel.Error, "An answer of type {Type} could not be written")]
    private partial void NotWritten(Exception failure, string? type);
}
