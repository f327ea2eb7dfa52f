using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.Plans;

/// <summary>Sales writes a plan anew that has not begun; what was offered or confirmed of it is void.</summary>
public sealed class EditPlan(PlanActs acts, PlanRules rules, TimeProvider clock)
{
    [Function(nameof(EditPlan))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = PlansModule.PlanRoute)] HttpRequest request,
        string account,
        string plan,
        [DurableClient] DurableTaskClient durable,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        if (body.Unreadable() is { } unreadable) return unreadable;
        if (await acts.Find(request, account, plan, stop) is not { } found) return Problem.NotFound("plan");

        var terms = new PlanTermsBody(found.Currency, rules).Read(body.Object("terms"), clock.GetUtcNow());
        if (body.Refused() is { } problem) return problem;

        return await acts.Apply(request, durable, found, new PlanFact.Edited(terms, PlanAnswers.Edited(request)), stop);
    }
}
