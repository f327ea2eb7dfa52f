using Billing.Statements;

namespace Billing.Functions.Tests.Statements;

public sealed class StatementMonthTests
{
    [Theory]
    [InlineData("2026-01", "UTC", "2026-01-01T00:00:00Z", 744)]
    [InlineData("2026-02", "Asia/Ho_Chi_Minh", "2026-01-31T17:00:00Z", 672)]
    [InlineData("2026-03", "Europe/Berlin", "2026-02-28T23:00:00Z", 743)]
    [InlineData("2026-10", "Europe/Berlin", "2026-09-30T22:00:00Z", 745)]
    [InlineData("2026-12", "America/New_York", "2026-12-01T05:00:00Z", 744)]
    [InlineData("2028-02", "Asia/Tokyo", "2028-01-31T15:00:00Z", 696)]
    public void A_month_begins_and_ends_at_midnight_in_its_zone(string text, string zone, string from, int hours)
    {
        Assert.True(StatementMonth.TryParse(text, out var month));

        var (start, end) = month.In(zone);

        Assert.Equal((DateTimeOffset.Parse(from, null), TimeSpan.FromHours(hours)), (start, end - start));
        Assert.Equal((text, end), (month.ToString(), month.Next().In(zone).From));
    }

    [Theory]
    [InlineData("2026-00")]
    [InlineData("2026-13")]
    [InlineData("1999-12")]
    [InlineData("3000-01")]
    [InlineData("2026-1")]
    [InlineData("2026-01-01")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_month_is_refused(string? text) => Assert.False(StatementMonth.TryParse(text, out _));

    [Fact]
    public void After_december_comes_january() =>
        Assert.Equal("2027-01", StatementMonth.Of(2026, 12).Next().ToString());
}
