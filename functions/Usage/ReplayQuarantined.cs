using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Usage;

/// <summary>
/// Somebody has looked at a quarantined event, perhaps published its price, and wants it decided again.
/// </summary>
public sealed class ReplayQuarantined(UsageReplay usage)
{
    [Function(nameof(ReplayQuarantined))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/quarantine/{account}/{id}/replay")]
        HttpRequest request,
        string account,
        string id,
        CancellationToken stop)
    {
        if (!AccountId.TryParseKept(account, out var owner)) return NotThere();
        if (!QuarantineId.TryParse(id, out var kept)) return NotThere();

        return await usage.Replay(owner, kept, stop) switch
        {
            ReplayResult.Rated => new OkObjectResult(new ReplayAnswer("rated")),
            ReplayResult.Duplicate => new OkObjectResult(new ReplayAnswer("duplicate")),
            ReplayResult.Refused refused => Problem.Of(409, refused.Reason, refused.Detail),
            _ => NotThere(),
        };
    }

    private static IActionResult NotThere() => Problem.NotFound("quarantined event");
}

/// <summary>What became of the event: it is rated now, or was charged meanwhile.</summary>
public sealed record ReplayAnswer(string Status);
