using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Portal;

/// <summary>The billing page and what it loads. Its front door, without a path, leads to the page itself.</summary>
public sealed class GetPortalFile(PortalFiles files)
{
    private const string Route = "portal";

    /// <summary>What index.html asks for itself, and what a page can only be told from outside: no frames.</summary>
    private const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    [Function(nameof(GetPortalFile))]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{*path}")] HttpRequest request)
    {
        if (request.RouteValues.GetValueOrDefault("path") is not string { Length: > 0 } path) return FrontDoor(request);
        if (files.Find(path) is not { } file) return Problem.NotFound("file");

        request.HttpContext.Response.Headers.ContentSecurityPolicy = PagePolicy;
        return file.Answer(request);
    }

    /// <summary>Keeps the query, which names the top-up that its payer comes back from.</summary>
    private static RedirectResult FrontDoor(HttpRequest request)
    {
        var folder = request.Path.Value!.EndsWith('/') ? "" : $"{Route}/";
        return new($"{folder}{PortalFiles.Index}{request.QueryString}");
    }
}
