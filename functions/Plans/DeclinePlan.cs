using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.Plans;

/// <summary>The customer's no to the version that was shown: ends a plan that was offered, or drops a change.</summary>
public sealed class DeclinePlan(PlanActs acts)
{
    [Function(nameof(DeclinePlan))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PlansModule.PlanRoute + "/decline")]
        HttpRequest request,
        string account,
        string plan,
        [DurableClient] DurableTaskClient durable,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var version = body.Number("version", 1, Plan.MaxVersions);
        if (body.Refused() is { } problem) return problem;

        var no = new PlanFact.Declined(version, request.Caller().Subject);
        return await acts.Apply(request, durable, account, plan, no, stop);
    }
}
