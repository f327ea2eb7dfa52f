using NodaTime;
using NodaTime.Extensions;

namespace Billing.Plans;

/// <summary>In what a plan's duration is counted.</summary>
public enum DurationUnit
{
    Month = 1,
    Year = 2,
    Day = 3,
    Second = 4,

    /// <summary>No end but the end of the amount.</summary>
    UntilUsed = 5,
}

/// <summary>How long one term of a plan lasts.</summary>
/// <param name="Count">Zero of a plan that lasts until it is used up.</param>
public readonly record struct PlanDuration(DurationUnit Unit, int Count)
{
    public const int MaxYears = 10;

    /// <summary>
    /// When a term ends that begins then: months and years by the calendar of the zone, from the day of the start, at
    /// its time of day; a day that the last month lacks is that month's last.
    /// </summary>
    /// <param name="timeZone">IANA name.</param>
    /// <returns>Null until the amount is used up.</returns>
    public DateTimeOffset? End(DateTimeOffset start, string timeZone) => Unit switch
    {
        DurationUnit.UntilUsed => null,
        DurationUnit.Second => start.AddSeconds(Count),
        _ => Add(start, Count, timeZone),
    };

    /// <summary>The end of a cycle of one calendar month, counted from the start so that no month-end drifts.</summary>
    public static DateTimeOffset MonthsAfter(DateTimeOffset start, int months, string timeZone) =>
        new PlanDuration(DurationUnit.Month, 1).Add(start, months, timeZone);

    /// <summary>The shortest that it can be, to hold it against limits.</summary>
    public TimeSpan Shortest => Unit switch
    {
        DurationUnit.Month => TimeSpan.FromDays(28L * Count),
        DurationUnit.Year => TimeSpan.FromDays(365L * Count),
        DurationUnit.Day => TimeSpan.FromDays(Count),
        DurationUnit.Second => TimeSpan.FromSeconds(Count),
        DurationUnit.UntilUsed => TimeSpan.MaxValue,
    };

    private DateTimeOffset Add(DateTimeOffset start, int count, string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var local = start.ToInstant().InZone(zone).LocalDateTime;
        var end = Unit switch
        {
            DurationUnit.Month => local.PlusMonths(count),
            DurationUnit.Year => local.PlusYears(count),
            _ => local.PlusDays(count),
        };
        return zone.AtLeniently(end).ToDateTimeOffset().ToUniversalTime();
    }
}
