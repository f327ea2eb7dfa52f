namespace Billing.TopUps;

/// <summary>
/// When an open payment is read from its gateway: soon, after it expires, after the last notice, then ever more rarely.
/// </summary>
public static class PollTimes
{
    /// <summary>A gateway takes the same question again after five minutes.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan[] First =
        [TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(65)];

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// The next time after now: 3, 16 and 65 minutes after the start, then hourly for a day, then daily.
    /// </summary>
    /// <remarks>The times depend on the start alone, so that an extra poll in between does not begin a second
    /// series.</remarks>
    public static DateTimeOffset After(DateTimeOffset startedAt, DateTimeOffset now)
    {
        var age = now - startedAt;
        foreach (var time in First)
            if (age < time) return startedAt + time;

        var hourly = First[^1] + Hour * (1 + (age - First[^1]).Ticks / Hour.Ticks);
        return startedAt + (hourly < Day ? hourly : Day * (1 + age.Ticks / Day.Ticks));
    }
}
