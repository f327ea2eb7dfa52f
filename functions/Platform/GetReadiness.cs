using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Platform;

/// <summary>Says whether what the app depends on answers: 200 if all of it does, else 503 with what does not.</summary>
public sealed class GetReadiness(Readiness readiness)
{
    [Function(nameof(GetReadiness))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequest request,
        CancellationToken stop)
    {
        var found = await readiness.Look(stop);
        return new ObjectResult(new ReadinessAnswer(found.IsReady ? "ready" : "unready", found.Checks))
        {
            StatusCode = found.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
        };
    }
}

/// <summary>Ready or unready, and what of each dependency was found: ok or down.</summary>
public sealed record ReadinessAnswer(string Status, IReadOnlyDictionary<string, string> Checks);
