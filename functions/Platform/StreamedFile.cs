using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Billing.Platform;

/// <summary>
/// An answer that is written while it is made. What fails before the first byte is a problem like any other; after it,
/// the connection is cut, so that nobody takes a part of a file for the whole.
/// </summary>
/// <param name="write">Writes the file to the stream, asynchronously; stops when the caller goes away.</param>
public sealed partial class StreamedFile(
    string contentType, string fileName, Func<Stream, CancellationToken, Task> write) : IActionResult
{
    public string ContentType => contentType;

    public string FileName => fileName;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        Announce(http.Response);
        try
        {
            await write(http.Response.Body, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (Exception failure)
        {
            Failed(http.RequestServices.GetRequiredService<ILogger<StreamedFile>>(), failure, http.Request.Path);
            if (http.Response.HasStarted) http.Abort();
            else await Refuse(http, failure);
        }
    }

    private void Announce(HttpResponse response)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = disposition.ToString();
        response.ContentType = contentType;
    }

    private static Task Refuse(HttpContext http, Exception failure)
    {
        http.Response.Headers.ContentDisposition = default;
        return http.Answer(Outage.RetryAfterSeconds(failure) is { } seconds
            ? Problem.Unavailable("Something that this needs does not answer; try again.", seconds)
            : Problem.Of(500, "internal", "This failed; it has been noted."));
    }

    [LoggerMessage(1003, LogLevel.Error, "The file at {Path} could not be written to its end")]
    private static partial void Failed(ILogger log, Exception failure, string path);
}
