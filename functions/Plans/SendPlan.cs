using Billing.Plans.Requests;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.Plans;

/// <summary>Sales sends a draft to its customer as an offer; sending what stands is the same offer.</summary>
public sealed class SendPlan(PlanActs acts, RequestTable requests, PlanRules rules, TimeProvider clock)
{
    [Function(nameof(SendPlan))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PlansModule.PlanRoute + "/send")]
        HttpRequest request,
        string account,
        string plan,
        [DurableClient] DurableTaskClient durable,
        CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var body = await RequestBody.Read(request, stop);
        if (body.Unreadable() is { } unreadable) return unreadable;
        if (await acts.Find(request, account, plan, stop) is not { } found) return Problem.NotFound("plan");

        var until = PlanOfferBody.Until(body, now, rules.OfferUntil(found, now));
        if (body.Refused() is { } problem) return problem;

        var by = request.Caller().Subject;
        var offered = new PlanFact.Offered(OfferKind.Plan, null, until, by);
        var answer = await acts.Apply(request, durable, found, offered, stop);
        if (answer is OkObjectResult && found.Request is { } answered)
            await requests.MarkOffered(PlanRequestId.Parse(answered), found.Id, by, now, stop);
        return answer;
    }
}
