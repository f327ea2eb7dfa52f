namespace Billing.Functions.Tests.Support;

/// <summary>Three minutes go by between any two looks at it; waiting takes as long as it says.</summary>
public sealed class LeapingClock : TimeProvider
{
    private long _looks;

    public override long GetTimestamp() => Interlocked.Increment(ref _looks) * 180 * TimestampFrequency;
}
