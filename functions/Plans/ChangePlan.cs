using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.Plans;

/// <summary>When a change of a running plan holds, once the customer has confirmed it.</summary>
public enum ChangeTime
{
    Now = 1,
    PeriodEnd = 2,
}

/// <summary>
/// The customer wishes for other terms, or sales offers them; nothing changes before the customer confirms an offer.
/// </summary>
public sealed class ChangePlan(PlanActs acts, PlanRules rules, TimeProvider clock)
{
    [Function(nameof(ChangePlan))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PlansModule.PlanRoute + "/changes")]
        HttpRequest request,
        string account,
        string plan,
        [DurableClient] DurableTaskClient durable,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        if (body.Unreadable() is { } unreadable) return unreadable;
        if (await acts.Find(request, account, plan, stop) is not { } found) return Problem.NotFound("plan");

        var now = clock.GetUtcNow();
        var by = request.Caller().Subject;
        PlanFact fact = PlanActs.IsStaff(request)
            ? Offer(body, found, now, by)
            : PlanWishBody.Read(body, found, rules, now, by);
        if (body.Refused() is { } problem) return problem;

        return await acts.Apply(request, durable, found, fact, stop);
    }

    private PlanFact.Offered Offer(RequestBody body, Plan plan, DateTimeOffset now, string by)
    {
        var terms = new PlanTermsBody(plan.Currency, rules).Read(body.Object("terms"), now);
        var kind = body.Choice<ChangeTime>("effective") == ChangeTime.PeriodEnd
            ? OfferKind.ChangeAtEnd
            : OfferKind.ChangeNow;
        return new(kind, terms, PlanOfferBody.Until(body, now, now.AddDays(rules.OfferDays)), by);
    }
}
