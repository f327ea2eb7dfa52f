using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Plans;

/// <summary>The plans of an account, the newest first.</summary>
public sealed class GetPlans(PlanTable plans, LedgerTable ledger, TimeProvider clock)
{
    /// <summary>Plans that one page looks at; a search without finds goes on in the next.</summary>
    private const int MaxLooks = 1_000;

    [Function(nameof(GetPlans))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = PlansModule.PlansRoute)] HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var status = query.OptionalChoice<PlanStatus>("status");
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<PlanId>(PlanId.TryParse, out var after)) return Problem.BadCursor();

        var (owner, isStaff) = (AccountId.Parse(account), PlanActs.IsStaff(request));
        var (found, looks, last) = (new List<Plan>(), 0, after);
        await foreach (var plan in plans.NewestFirst(owner, after, stop))
        {
            var isSeen = isStaff || plan.Status != PlanStatus.Draft;
            if (isSeen && (status is null || plan.Status == status)) found.Add(plan);
            if (found.Count > page.Limit) break;
            last = plan.Id;
            if (++looks == MaxLooks) break;
        }
        return new OkObjectResult(await Show(page, found, looks == MaxLooks ? last : null, owner, isStaff, stop));
    }

    private async Task<PageOf<PlanView>> Show(
        Page page, List<Plan> found, PlanId? goOn, AccountId owner, bool isStaff, CancellationToken stop)
    {
        var covers = (await ledger.Load(owner, stop)).State.Covers;
        var now = clock.GetUtcNow();
        var cut = page.Cut(found, plan => plan.Id.Value, plan => PlanView.Of(
            plan, covers.FirstOrDefault(held => held.Id == PlanScene.Id(plan.Id, plan.Term)), isStaff, now));
        return cut.Next is null && goOn is { } last ? cut with { Next = page.Next(last.Value) } : cut;
    }
}
