using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class CalendarDayTests
{
    [Theory]
    [InlineData("2026-11-22", true)]
    [InlineData("2024-02-29", true)]
    [InlineData("2026-02-29", false)]
    [InlineData("2026-1-2", false)]
    [InlineData("22.11.2026", false)]
    [InlineData(" 2026-11-22", false)]
    [InlineData("2026-11-22T00:00:00Z", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_day_has_one_form(string? text, bool expected)
    {
        Assert.Equal(expected, CalendarDay.TryParse(text, out var day));
        if (expected) Assert.Equal(text, CalendarDay.Format(day));
    }

    [Fact]
    public void A_day_begins_at_midnight_UTC() => Assert.Equal(
        new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), CalendarDay.Start(new(2026, 11, 22)));
}
