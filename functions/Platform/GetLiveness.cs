using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Platform;

/// <summary>Says that the process serves requests, whatever it depends on.</summary>
public sealed class GetLiveness
{
    [Function(nameof(GetLiveness))]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequest request) =>
        new OkObjectResult(new Liveness("live"));
}

/// <summary>That the process lives.</summary>
public sealed record Liveness(string Status);
