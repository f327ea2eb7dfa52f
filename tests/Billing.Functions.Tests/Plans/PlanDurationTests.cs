using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class PlanDurationTests
{
    [Theory]
    [InlineData("2026-01-31T10:00:00Z", "UTC", DurationUnit.Month, 1, "2026-02-28T10:00:00Z")]
    [InlineData("2028-01-31T10:00:00Z", "UTC", DurationUnit.Month, 1, "2028-02-29T10:00:00Z")]
    [InlineData("2028-02-29T10:00:00Z", "UTC", DurationUnit.Year, 1, "2029-02-28T10:00:00Z")]
    [InlineData("2026-01-30T18:00:00Z", "Asia/Ho_Chi_Minh", DurationUnit.Month, 1, "2026-02-27T18:00:00Z")]
    [InlineData("2026-02-08T07:30:00Z", "America/New_York", DurationUnit.Month, 1, "2026-03-08T07:30:00Z")]
    [InlineData("2026-03-07T07:30:00Z", "America/New_York", DurationUnit.Day, 1, "2026-03-08T07:30:00Z")]
    [InlineData("2026-10-31T05:30:00Z", "America/New_York", DurationUnit.Day, 1, "2026-11-01T05:30:00Z")]
    [InlineData("2026-01-01T00:00:00Z", "UTC", DurationUnit.Second, 120, "2026-01-01T00:02:00Z")]
    public void A_term_ends_by_the_calendar_of_its_zone(
        string start, string zone, DurationUnit unit, int count, string end)
    {
        var from = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture);

        var until = new PlanDuration(unit, count).End(from, zone);

        Assert.Equal(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), until);
    }

    [Fact]
    public void A_plan_that_lasts_until_it_is_used_has_no_end() =>
        Assert.Null(new PlanDuration(DurationUnit.UntilUsed, 0).End(DateTimeOffset.UnixEpoch, "UTC"));

    [Fact]
    public void Month_ends_do_not_drift_when_cycles_are_counted_from_the_start()
    {
        var start = new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

        var days = Enumerable.Range(1, 5).Select(month => PlanDuration.MonthsAfter(start, month, "UTC").Day);

        Assert.Equal([28, 31, 30, 31, 30], days);
    }
}
