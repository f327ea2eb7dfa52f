using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.OpenApi;

/// <summary>The whole API as a page to read.</summary>
public sealed class GetReference(ApiFiles files)
{
    /// <summary>The page needs its own style and nothing else.</summary>
    private const string PagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    [Function(nameof(GetReference))]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reference")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = PagePolicy;
        return files.Page.Answer(request);
    }
}
