using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.Plans;

/// <summary>A paused plan covers again; where its terms say so, its end moves by the time that it was paused.</summary>
public sealed class ResumePlan(PlanActs acts)
{
    [Function(nameof(ResumePlan))]
    public Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PlansModule.PlanRoute + "/resume")]
        HttpRequest request,
        string account,
        string plan,
        [DurableClient] DurableTaskClient durable,
        CancellationToken stop) =>
        acts.Apply(request, durable, account, plan, new PlanFact.Resumed(request.Caller().Subject), stop);
}
