using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Audits;

/// <summary>Whether the last audit of all accounts found every ledger sound: 503 if it did not.</summary>
public sealed class GetLedgerHealth(AuditRunTable runs)
{
    /// <summary>One run goes on at a time, so the second newest has ended if the newest has not.</summary>
    private const int RunsLookedAt = 2;

    [Function(nameof(GetLedgerHealth))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ledger")] HttpRequest request,
        CancellationToken stop)
    {
        var found = await runs.List(after: null, RunsLookedAt, stop);
        var last = found.Select(it => it.Run).FirstOrDefault(run => run.IsFinished);
        return new ObjectResult(new LedgerHealth(Status(last), last is null ? null : AuditRunView.Of(last)))
        {
            StatusCode = last is { Broken: > 0 }
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status200OK,
        };
    }

    private static string Status(AuditRun? last) => last switch
    {
        null => "unknown",
        { Broken: > 0 } => "broken",
        { Skipped: > 0 } => "incomplete",
        _ => "ok",
    };
}

/// <summary>ok, broken, incomplete, or unknown before the first audit of all accounts ended.</summary>
public sealed record LedgerHealth(string Status, AuditRunView? LastRun);
