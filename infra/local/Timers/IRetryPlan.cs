namespace Billing.LocalHost.Timers;

/// <summary>How often and when a failed timer function runs again.</summary>
internal interface IRetryPlan
{
    /// <summary>Runs after the first one; -1 for no end.</summary>
    int MaxRetryCount { get; }

    /// <summary>The wait before the given retry, counted from 1.</summary>
    TimeSpan DelayBefore(int retry);
}
