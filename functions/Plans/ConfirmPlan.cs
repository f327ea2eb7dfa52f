using Billing.Accounts;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.Plans;

/// <summary>The customer's recorded yes to the very version that was shown; again is the same yes.</summary>
public sealed class ConfirmPlan(PlanActs acts, ProfileTable profiles)
{
    [Function(nameof(ConfirmPlan))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PlansModule.PlanRoute + "/confirm")]
        HttpRequest request,
        string account,
        string plan,
        [DurableClient] DurableTaskClient durable,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var version = body.Number("version", 1, Plan.MaxVersions);
        if (!body.Flag("acceptTerms"))
            body.Fault("acceptTerms", "consent_required", "Agree to the terms to continue.");
        if (body.Refused() is { } problem) return problem;
        if (await acts.Find(request, account, plan, stop) is not { } found) return Problem.NotFound("plan");

        // A plan that could begin in another currency than the account's would never be payable.
        if (found.Offer?.Version == version)
        {
            var locked = await profiles.LockCurrency(found.Account, stop);
            if (locked is not { } profile) return PlanAnswers.ProfileRequired();
            if (profile.Currency != found.Currency) return PlanAnswers.Refuse(PlanRefusal.CurrencyDiffers);
        }

        var yes = new PlanFact.Confirmed(version, request.Caller().Subject);
        return await acts.Apply(request, durable, found, yes, stop);
    }
}
