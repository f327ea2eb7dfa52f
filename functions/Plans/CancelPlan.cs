using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.Plans;

/// <summary>
/// Ends a plan at once: sales any, the customer one that has not begun and of which nothing is paid. What is left of a
/// running term is lost.
/// </summary>
public sealed class CancelPlan(PlanActs acts)
{
    public const int MaxReason = 200;

    [Function(nameof(CancelPlan))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PlansModule.PlanRoute + "/cancel")]
        HttpRequest request,
        string account,
        string plan,
        [DurableClient] DurableTaskClient durable,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var reason = body.Text("reason", MaxReason);
        if (body.Refused() is { } problem) return problem;

        var cancelled = new PlanFact.Cancelled(reason, request.Caller().Subject, !PlanActs.IsStaff(request));
        return await acts.Apply(request, durable, account, plan, cancelled, stop);
    }
}
