using Billing.Platform;

namespace Billing.History.Rollups;

/// <summary>A day has more usage than one request sums up; the next one goes on where this one stopped.</summary>
public sealed class UsageNotReadyException(DateOnly day) : FaultException($"The usage of {day:O} is being summed up.")
{
    public override int RetryAfterSeconds => 1;
}
