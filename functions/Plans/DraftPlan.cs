using Billing.Accounts;
using Billing.Ledger;
using Billing.Plans.Requests;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Plans;

/// <summary>Sales drafts a plan for an account; the customer sees it once it is sent.</summary>
public sealed class DraftPlan(
    PlanActs acts, PlanDesk desk, ProfileTable profiles, RequestTable requests, PlanRules rules, TimeProvider clock)
{
    [Function(nameof(DraftPlan))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PlansModule.PlansRoute)] HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var (owner, now) = (AccountId.Parse(account), clock.GetUtcNow());
        var body = await RequestBody.Read(request, stop);
        if (body.Unreadable() is { } unreadable) return unreadable;
        if (await profiles.FindBuyer(owner, stop) is not { } profile) return PlanAnswers.ProfileRequired();

        var terms = new PlanTermsBody(profile.Currency, rules).Read(body.Object("terms"), now);
        var answered = body.OptionalValue<PlanRequestId>("requestId", PlanRequestId.TryParse, "a request id");
        if (answered is { } id && (await requests.Find(id, stop))?.Account != owner)
            body.Fault("requestId", "not_found", "The account has sent no such request.");
        if (body.Refused() is { } problem) return problem;

        var by = request.Caller().Subject;
        var draft = new Plan(PlanId.Parse(request.EffectId()), owner, profile.TimeZone, terms, now, by)
        {
            Request = answered?.Value,
        };
        var kept = await desk.Add(draft, stop);
        return new ObjectResult(await acts.Show(request, kept, stop)) { StatusCode = StatusCodes.Status201Created };
    }
}
