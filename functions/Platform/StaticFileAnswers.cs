using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Platform;

/// <summary>Answers a static file, or that its reader has it already.</summary>
public static class StaticFileAnswers
{
    /// <summary>Others than the caller may keep it; after a minute they ask whether it is still the same.</summary>
    private const string Caching = "public, max-age=60";

    public static IActionResult Answer(this StaticFile file, HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = Caching;
        headers.ETag = file.Tag;
        var known = request.GetTypedHeaders().IfNoneMatch;
        return known.Any(tag => tag.Tag == file.Tag || tag.Tag == "*")
            ? new StatusCodeResult(StatusCodes.Status304NotModified)
            : new FileContentResult(file.Bytes, file.ContentType);
    }
}
