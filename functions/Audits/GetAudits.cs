using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Audits;

/// <summary>The audits of all accounts, newest first.</summary>
public sealed class GetAudits(AuditRunTable runs)
{
    [Function(nameof(GetAudits))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/audits")] HttpRequest request,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<AuditRunId>(AuditRunId.TryParse, out var after)) return Problem.BadCursor();

        var found = await runs.List(after, page.Limit + 1, stop);
        return new OkObjectResult(page.Cut(found, it => it.Run.Id.Value, it => AuditRunView.Of(it.Run)));
    }
}
