using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Plans.Requests;

/// <summary>One request, with all that sales did about it.</summary>
public sealed class GetPlanRequest(RequestTable requests)
{
    [Function(nameof(GetPlanRequest))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/plan-requests/{id}")] HttpRequest request,
        string id,
        CancellationToken stop) =>
        PlanRequestId.TryParse(id, out var wanted) && await requests.Find(wanted, stop) is { } found
            ? new OkObjectResult(PlanRequestStory.Of(found, await requests.Acts(wanted, stop)))
            : Problem.NotFound("plan request");
}
