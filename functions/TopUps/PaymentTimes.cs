using System.Collections.Immutable;

namespace Billing.TopUps;

/// <summary>
/// The times of one way to pay: until when one can, and when its gateway is asked about payments that are open.
/// </summary>
/// <param name="ToPay">After this the gateway lets nobody begin to pay.</param>
/// <param name="ToFinish">After this a payment that the gateway still calls unfinished is given up.</param>
/// <param name="First">Ages at which to ask, rising.</param>
/// <param name="HourlyUntil">From the last of those, hourly until this age; then daily.</param>
public sealed record PaymentTimes(
    TimeSpan ToPay, TimeSpan ToFinish, ImmutableArray<TimeSpan> First, TimeSpan HourlyUntil)
{
    /// <summary>A gateway takes the same question again after five minutes.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The next time to ask, after now.</summary>
    /// <remarks>The times depend on the start alone, so that an extra poll in between does not begin a second
    /// series.</remarks>
    public DateTimeOffset NextPoll(DateTimeOffset startedAt, DateTimeOffset now)
    {
        var age = now - startedAt;
        foreach (var time in First)
            if (age < time) return startedAt + time;

        var hourly = First[^1] + Hour * (1 + (age - First[^1]).Ticks / Hour.Ticks);
        return startedAt + (hourly < HourlyUntil ? hourly : Day * (1 + age.Ticks / Day.Ticks));
    }
}
