using System.Globalization;
using Billing.LocalHost.Timers;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a failed timer function again after a fixed delay.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FixedDelayRetryAttribute(int maxRetryCount, string delayInterval) : Attribute, IRetryPlan
{
    int IRetryPlan.MaxRetryCount => maxRetryCount;

    TimeSpan IRetryPlan.DelayBefore(int retry) => TimeSpan.Parse(delayInterval, CultureInfo.InvariantCulture);
}
