using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Plans.Requests;

/// <summary>The requests of all accounts, newest first; by status, owner and account.</summary>
public sealed class GetPlanRequests(RequestTable requests)
{
    [Function(nameof(GetPlanRequests))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/plan-requests")] HttpRequest request,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var wanted = new RequestFilter(
            query.OptionalChoice<PlanRequestStatus>("status"),
            query.OptionalText("owner", RequestAct.MaxOwner),
            query.OptionalValue<AccountId>("account", AccountId.TryParse, "an account"));
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<PlanRequestId>(PlanRequestId.TryParse, out var after)) return Problem.BadCursor();

        var found = await requests.List(wanted, after, page.Limit + 1, stop);
        return new OkObjectResult(page.Cut(found, it => it.Id.Value, PlanRequestView.Of));
    }
}
