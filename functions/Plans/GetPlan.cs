using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Plans;

/// <summary>One plan: what it covers and costs, what is left of it, what is offered, owed and agreed.</summary>
public sealed class GetPlan(PlanActs acts, PlanSpendReader reader, TimeProvider clock)
{
    [Function(nameof(GetPlan))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = PlansModule.PlanRoute)] HttpRequest request,
        string account,
        string plan,
        CancellationToken stop)
    {
        if (await acts.Find(request, account, plan, stop) is not { } found) return Problem.NotFound("plan");

        return new OkObjectResult(await acts.Show(
            request, found, stop, token => reader.ReadTerm(found, clock.GetUtcNow(), token)));
    }
}
