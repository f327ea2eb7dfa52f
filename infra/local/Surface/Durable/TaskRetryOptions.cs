namespace Microsoft.DurableTask;

/// <summary>Whether and how a failed call is tried again.</summary>
public sealed class TaskRetryOptions(RetryPolicy policy)
{
    /// <summary>The policy.</summary>
    public RetryPolicy? Policy { get; } = policy;

    /// <summary>A policy as options.</summary>
    public static implicit operator TaskRetryOptions(RetryPolicy policy) => FromRetryPolicy(policy);

    /// <summary>Tries again as the policy says.</summary>
    public static TaskRetryOptions FromRetryPolicy(RetryPolicy policy) => new(policy);
}
