using System.Globalization;
using Billing.LocalHost.Timers;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a failed timer function again after delays that double from the minimum to the maximum.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    : Attribute, IRetryPlan
{
    private const int MaxDoublings = 20;

    int IRetryPlan.MaxRetryCount => maxRetryCount;

    TimeSpan IRetryPlan.DelayBefore(int retry)
    {
        var minimum = TimeSpan.Parse(minimumInterval, CultureInfo.InvariantCulture);
        var maximum = TimeSpan.Parse(maximumInterval, CultureInfo.InvariantCulture);
        var delay = minimum * Math.Pow(2, Math.Min(retry - 1, MaxDoublings));
        return delay < maximum ? delay : maximum;
    }
}
