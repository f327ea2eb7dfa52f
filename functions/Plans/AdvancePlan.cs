using Billing.Ledger;
using Billing.Platform;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Plans;

/// <summary>Has all that is due done to a plan, and says when to look again; doing it twice does it once.</summary>
public sealed class AdvancePlan(PlanDesk desk)
{
    [Function(nameof(AdvancePlan))]
    public async Task<LifecycleState> Run([ActivityTrigger] PlanRef plan, CancellationToken stop)
    {
        var pulse = await desk.Advance(AccountId.Parse(plan.Account), PlanId.Parse(plan.Plan), stop);
        return pulse is null
            ? new("unknown", 0, null, IsOver: true)
            : new(
                EnumText.Format(pulse.Plan.Status), pulse.Plan.Term, pulse.WakeAt,
                IsOver: pulse.Plan.IsOver && pulse.WakeAt is null);
    }
}
