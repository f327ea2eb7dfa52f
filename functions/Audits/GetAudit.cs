using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Audits;

/// <summary>One audit of all accounts with its findings: the account, the row and the rule that it breaks.</summary>
public sealed class GetAudit(AuditRunTable runs)
{
    [Function(nameof(GetAudit))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/audits/{id}")] HttpRequest request,
        string id,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<Place>(Place.TryParse, out var after)) return Problem.BadCursor();
        if (!AuditRunId.TryParse(id, out var run)) return Problem.NotFound("audit");
        if (await runs.Find(run, stop) is not { } stored) return Problem.NotFound("audit");

        var found = await runs.Findings(run, after?.Account, page.Limit + 1, stop);
        var findings = page.Cut(found, it => it.Account, it => it);
        return new OkObjectResult(AuditRunView.Of(stored.Run) with { Findings = findings });
    }

    /// <summary>The account at which a page ended.</summary>
    private readonly record struct Place(string Account)
    {
        public static bool TryParse(string? text, out Place place)
        {
            place = new(text ?? "");
            return text is { Length: > 0 and <= AccountId.MaxLength + 8 } && !text.Contains('\'');
        }
    }
}
