using Microsoft.DurableTask;

namespace Billing.LocalHost.Durable;

/// <summary>Tries a call again as a policy says; each wait is a timer of the orchestrator.</summary>
internal static class Retries
{
    public static async Task<T> Run<T>(TaskOrchestrationContext context, RetryPolicy policy, Func<Task<T>> call)
    {
        var began = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException) when (MayTryAgain(policy, attempt, context.CurrentUtcDateTime - began))
            {
                // The wait and the next try follow.
            }

            await context.CreateTimer(WaitAfter(policy, attempt), CancellationToken.None);
        }
    }

    private static bool MayTryAgain(RetryPolicy policy, int attempt, TimeSpan passed) =>
        attempt < policy.MaxNumberOfAttempts
        && (policy.RetryTimeout == Timeout.InfiniteTimeSpan || passed < policy.RetryTimeout);

    private static TimeSpan WaitAfter(RetryPolicy policy, int attempt)
    {
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        var growth = Math.Pow(policy.BackoffCoefficient, attempt - 1);
        var wait = policy.FirstRetryInterval.TotalSeconds * growth;
        return wait < longest.TotalSeconds ? TimeSpan.FromSeconds(wait) : longest;
    }
}
