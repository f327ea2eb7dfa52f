using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Billing.Plans;

/// <summary>What all verbs on one plan have in common: who may see it, and how the plan answers afterwards.</summary>
public sealed partial class PlanActs(
    PlanTable plans, PlanDesk desk, LedgerTable ledger, TimeProvider clock, ILogger<PlanActs> log)
{
    /// <summary>Drafts are for staff alone.</summary>
    /// <returns>Null when there is no such plan for this caller.</returns>
    public async Task<Plan?> Find(HttpRequest request, string account, string plan, CancellationToken stop)
    {
        if (!PlanId.TryParse(plan, out var id)) return null;
        var stored = await plans.Find(AccountId.Parse(account), id, stop);
        return stored is null || (stored.Plan.Status == PlanStatus.Draft && !IsStaff(request)) ? null : stored.Plan;
    }

    /// <summary>Has the fact applied to a plan that the caller may see.</summary>
    public async Task<IActionResult> Apply(
        HttpRequest request, DurableTaskClient durable, string account, string plan, PlanFact fact,
        CancellationToken stop) =>
        await Find(request, account, plan, stop) is { } found
            ? await Apply(request, durable, found, fact, stop)
            : Problem.NotFound("plan");

    public async Task<IActionResult> Apply(
        HttpRequest request, DurableTaskClient durable, Plan plan, PlanFact fact, CancellationToken stop)
    {
        if (await desk.Apply(plan.Account, plan.Id, fact, stop) is not { } outcome) return Problem.NotFound("plan");
        if (!outcome.IsAccepted(out var after, out var refusal)) return PlanAnswers.Refuse(refusal);

        await Wake(durable, after, stop);
        return new OkObjectResult(await Show(request, after, stop));
    }

    /// <summary>The plan as this caller sees it, with what its account's ledger says of its present term.</summary>
    /// <param name="spend">Reads what the term paid for: after the ledger's head, so that it knows all that the head
    /// says was used.</param>
    public async Task<PlanView> Show(
        HttpRequest request, Plan plan, CancellationToken stop, Func<CancellationToken, Task<TermSpend?>>? spend = null)
    {
        var head = await ledger.Load(plan.Account, stop);
        var cover = head.State.Covers.FirstOrDefault(held => held.Id == PlanScene.Id(plan.Id, plan.Term));
        request.HttpContext.Response.Headers.ETag = PlanAnswers.Tag(plan);
        var spent = spend is null ? null : await spend(stop);
        return PlanView.Of(plan, cover, IsStaff(request), clock.GetUtcNow(), spent);
    }

    public static bool IsStaff(HttpRequest request) => request.Caller().Is(Role.Sales);

    /// <summary>The plan is committed: a lifecycle that cannot be woken now is found by the sweep.</summary>
    private async Task Wake(DurableTaskClient durable, Plan plan, CancellationToken stop)
    {
        try
        {
            await PlanWaker.Wake(durable, new(plan.Account.Value, plan.Id.Value), stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            NotWoken(failure, plan.Id);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The lifecycle of plan {Plan} was not woken; the sweep will find it")]
    private partial void NotWoken(Exception failure, PlanId plan);
}
