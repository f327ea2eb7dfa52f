using NodaTime;
using NodaTime.Extensions;

namespace Billing.History.Rollups;

/// <summary>Which rows a customer asks for: one an hour, or one a day.</summary>
public enum UsageBy
{
    Hour = 1,
    Day = 2,
}

/// <summary>The hours and days of a time zone as stretches of time, and into which of them an instant falls.</summary>
/// <param name="timeZone">IANA name.</param>
public sealed class UsageSpans(string timeZone, UsageBy by)
{
    private static readonly Instant Since = Instant.FromUtc(2000, 1, 1, 0, 0);
    private static readonly Instant Until = Instant.FromUtc(2100, 1, 1, 0, 0);

    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[timeZone];

    /// <summary>Each hour of the zone is made of whole slots of so many minutes of UTC.</summary>
    public int SlotMinutes { get; } = DateTimeZoneProviders.Tzdb[timeZone]
        .GetZoneIntervals(Since, Until)
        .Select(interval => interval.WallOffset.Seconds % 3_600 == 0 ? 60
            : interval.WallOffset.Seconds % 1_800 == 0 ? 30
            : 15)
        .Min();

    public LocalDate DateOf(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(_zone).Date;

    public (DateTimeOffset From, DateTimeOffset Until) DayOf(LocalDate date) =>
        (StartOf(date), StartOf(date.PlusDays(1)));

    /// <summary>The hour or day that an instant is in. Where clocks are moved an hour may be short.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) SpanOf(DateTimeOffset instant)
    {
        if (by == UsageBy.Day) return DayOf(DateOf(instant));

        var interval = _zone.GetZoneInterval(instant.ToInstant());
        var local = instant.UtcTicks + interval.WallOffset.Ticks;
        var from = instant.UtcTicks - local % TimeSpan.TicksPerHour;
        var until = from + TimeSpan.TicksPerHour;
        if (interval.HasStart) from = Math.Max(from, interval.Start.ToDateTimeOffset().UtcTicks);
        if (interval.HasEnd) until = Math.Min(until, interval.End.ToDateTimeOffset().UtcTicks);
        return (new(from, TimeSpan.Zero), new(until, TimeSpan.Zero));
    }

    public bool IsStart(DateTimeOffset instant) => SpanOf(instant).From == instant;

    private DateTimeOffset StartOf(LocalDate date) => _zone.AtStartOfDay(date).ToDateTimeOffset().ToUniversalTime();
}
