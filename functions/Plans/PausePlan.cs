using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.Plans;

/// <summary>A plan covers nothing for a while, at its customer's wish; pausing again is the same pause.</summary>
public sealed class PausePlan(PlanActs acts)
{
    [Function(nameof(PausePlan))]
    public Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PlansModule.PlanRoute + "/pause")]
        HttpRequest request,
        string account,
        string plan,
        [DurableClient] DurableTaskClient durable,
        CancellationToken stop) =>
        acts.Apply(request, durable, account, plan, new PlanFact.Paused(request.Caller().Subject), stop);
}
