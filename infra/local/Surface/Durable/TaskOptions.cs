namespace Microsoft.DurableTask;

/// <summary>How a call of an activity or a sub-orchestration is carried out.</summary>
public record TaskOptions
{
    /// <summary>Without a policy a call is made once.</summary>
    public TaskOptions(TaskRetryOptions? retry) => Retry = retry;

    /// <summary>Whether and how a failed call is tried again.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Tries again as the policy says.</summary>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(new TaskRetryOptions(policy));
}
