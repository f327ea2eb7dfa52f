using Billing.Platform;
using Billing.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Billing.Plans;

/// <summary>
/// The safety net of lifecycles: whatever was due a while ago and was not done is done here, and the lifecycle that
/// missed it is woken, or started again if it is gone.
/// </summary>
public sealed partial class ExpirePlans(
    PlanDueTable dues, PlanDesk desk, TimeProvider clock, ILogger<ExpirePlans> log)
{
    private const int MaxAtOnce = 8;

    /// <summary>So long a lifecycle has to do it itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The commit of a younger mark may still be on its way.</summary>
    private static readonly TimeSpan MarkPatience = TimeSpan.FromMinutes(30);

    /// <summary>What is left then stays due for the next run.</summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(4);

    [Function(nameof(ExpirePlans))]
    public async Task Run(
        [TimerTrigger("%ExpirePlansSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient durable,
        CancellationToken stop)
    {
        var began = clock.GetUtcNow();
        await AtOnce.ForEach(PlanDueTable.Buckets, MaxAtOnce, AdvanceAll, stop);

        async Task AdvanceAll(string bucket, CancellationToken ended)
        {
            await foreach (var due in dues.Before(bucket, began - Patience, ended))
                if (clock.GetUtcNow() - began < MaxRun) await Advance(due, durable, ended);
        }
    }

    /// <summary>One plan that cannot be served now must not keep the others waiting; its mark stays.</summary>
    private async Task Advance(DuePlan due, DurableTaskClient durable, CancellationToken stop)
    {
        try
        {
            var pulse = await desk.Advance(due.Account, due.Plan, stop);
            if (pulse is { Moved: > 0 })
            {
                Instruments.PlansMissed.Add(pulse.Moved);
                Missed(due.Plan, pulse.Moved);
                await PlanWaker.Wake(durable, new(due.Account.Value, due.Plan.Value), stop);
            }
            if (pulse?.WakeAt is { } next && next != due.Due) await dues.Mark(due with { Due = next }, stop);
            if (pulse?.WakeAt != due.Due && clock.GetUtcNow() - due.MarkedAt >= MarkPatience)
                await dues.Remove(due, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            Instruments.PlansFailed.Add(1);
            Failed(failure, due.Plan);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The lifecycle of plan {Plan} missed {Count} facts")]
    private partial void Missed(PlanId plan, int count);

    [LoggerMessage(LogLevel.Error, "Plan {Plan} could not be advanced; it stays due")]
    private partial void Failed(Exception failure, PlanId plan);
}
