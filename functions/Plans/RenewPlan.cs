using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.Plans;

/// <summary>
/// The customer says whether a plan is to be renewed, or sales offers another term, on the same terms unless it says
/// others.
/// </summary>
public sealed class RenewPlan(PlanActs acts, PlanRules rules, TimeProvider clock)
{
    [Function(nameof(RenewPlan))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PlansModule.PlanRoute + "/renew")]
        HttpRequest request,
        string account,
        string plan,
        [DurableClient] DurableTaskClient durable,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        if (body.Unreadable() is { } unreadable) return unreadable;
        if (await acts.Find(request, account, plan, stop) is not { } found) return Problem.NotFound("plan");

        var by = request.Caller().Subject;
        PlanFact fact = PlanActs.IsStaff(request)
            ? Offer(body, found, clock.GetUtcNow(), by)
            : new PlanFact.RenewalSet(body.Flag("wanted"), by);
        if (body.Refused() is { } problem) return problem;

        return await acts.Apply(request, durable, found, fact, stop);
    }

    private PlanFact.Offered Offer(RequestBody body, Plan plan, DateTimeOffset now, string by)
    {
        var terms = body.Has("terms")
            ? new PlanTermsBody(plan.Currency, rules).Read(body.Object("terms"), now)
            : plan.Terms;
        var until = PlanOfferBody.Until(body, now, now.AddDays(rules.OfferDays));
        return new(OfferKind.Renewal, terms, until, by);
    }
}
