using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Billing.Plans;

/// <summary>Tells a plan's lifecycle to look again, and starts it where there is none.</summary>
public static class PlanWaker
{
    public static async Task Wake(DurableTaskClient durable, PlanRef plan, CancellationToken stop)
    {
        var instance = await durable.GetInstanceAsync(plan.Plan, getInputsAndOutputs: false, stop);
        if (instance is null || instance.IsCompleted)
            await durable.ScheduleNewOrchestrationInstanceAsync(
                nameof(PlanLifecycle), plan, new StartOrchestrationOptions(plan.Plan), stop);
        else await durable.RaiseEventAsync(plan.Plan, PlanLifecycle.Moved, "", stop);
    }
}
