using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Billing.Plans;

/// <summary>Which plan a lifecycle drives; plain text, so that every serializer writes it alike.</summary>
public sealed record PlanRef(string Account, string Plan);

/// <summary>How a plan stands, as its lifecycle shows it.</summary>
/// <param name="Status">The plan's, by name.</param>
/// <param name="WakeAt">When something will happen to it by the clock; null when nothing will.</param>
/// <param name="IsOver">Nothing will ever happen to it any more.</param>
public sealed record LifecycleState(string Status, int Term, DateTimeOffset? WakeAt, bool IsOver);

/// <summary>
/// The clock of one plan, from its first offer until its last term is closed: waits until something is due or the plan
/// was moved, and has it advanced. It decides nothing; the plan's row is the truth.
/// </summary>
public static class PlanLifecycle
{
    /// <summary>The external event that says: the plan was moved, look again.</summary>
    public const string Moved = "PlanMoved";

    /// <summary>With this many looks the history begins anew.</summary>
    public const int MaxLooks = 50;

    /// <summary>It looks at least so often, whatever is due.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(3);

    private static readonly TaskOptions Patient = TaskOptions.FromRetryPolicy(
        new RetryPolicy(
            maxNumberOfAttempts: 10, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2,
            maxRetryInterval: TimeSpan.FromMinutes(5)));

    [Function(nameof(PlanLifecycle))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var plan = context.GetInput<PlanRef>()!;
        var moved = context.WaitForExternalEvent<string>(Moved, CancellationToken.None);
        int? term = null;
        for (var look = 1; ; look++)
        {
            var state = await context.CallActivityAsync<LifecycleState>(nameof(AdvancePlan), plan, Patient);
            context.SetCustomStatus(state);
            if (state.IsOver) return;
            if (look == MaxLooks || (term is { } first && state.Term > first)) break;
            term ??= state.Term;
            if (await Wait(context, moved, state.WakeAt))
                moved = context.WaitForExternalEvent<string>(Moved, CancellationToken.None);
        }
        context.ContinueAsNew(plan);
    }

    /// <returns>True when the plan was moved.</returns>
    private static async Task<bool> Wait(TaskOrchestrationContext context, Task<string> moved, DateTimeOffset? wakeAt)
    {
        var latest = context.CurrentUtcDateTime + LongestWait;
        var until = wakeAt is { } due && due.UtcDateTime < latest ? due.UtcDateTime : latest;
        using var enough = new CancellationTokenSource();
        var first = await Task.WhenAny(moved, context.CreateTimer(until, enough.Token));
        enough.Cancel();
        return first == moved;
    }
}
