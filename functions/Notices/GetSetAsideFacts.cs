using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Notices;

/// <summary>The facts that could never be delivered, for a person to look at.</summary>
public sealed class GetSetAsideFacts(OutboxTable outbox)
{
    [Function(nameof(GetSetAsideFacts))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/outbox/set-aside")] HttpRequest request,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;

        var found = await outbox.ListSetAside(page.After ?? "", page.Limit + 1, stop);
        return new OkObjectResult(page.Cut(found, OutboxTable.Position, fact => fact));
    }
}
