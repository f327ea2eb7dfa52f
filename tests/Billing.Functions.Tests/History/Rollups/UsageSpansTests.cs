using Billing.History.Rollups;
using Billing.Platform;

namespace Billing.Functions.Tests.History.Rollups;

public sealed class UsageSpansTests
{
    [Theory]
    [InlineData("UTC", 60)]
    [InlineData("Asia/Ho_Chi_Minh", 60)]
    [InlineData("Asia/Kolkata", 30)]
    [InlineData("Australia/Lord_Howe", 30)]
    [InlineData("Asia/Kathmandu", 15)]
    public void Hours_of_a_zone_are_made_of_whole_slots(string zone, int minutes) =>
        Assert.Equal(minutes, new UsageSpans(zone, UsageBy.Hour).SlotMinutes);

    [Theory]
    [InlineData("UTC", UsageBy.Hour, "2026-03-10T12:34:56Z", "2026-03-10T12:00:00Z", "2026-03-10T13:00:00Z")]
    [InlineData("Asia/Kolkata", UsageBy.Hour, "2026-03-10T12:10:00Z", "2026-03-10T11:30:00Z", "2026-03-10T12:30:00Z")]
    [InlineData("Asia/Tokyo", UsageBy.Day, "2026-03-10T15:00:00Z", "2026-03-10T15:00:00Z", "2026-03-11T15:00:00Z")]
    [InlineData("Asia/Tokyo", UsageBy.Day, "2026-03-10T14:59:59Z", "2026-03-09T15:00:00Z", "2026-03-10T15:00:00Z")]
    [InlineData("Europe/Berlin", UsageBy.Day, "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    public void An_instant_is_in_one_hour_and_one_day(
        string zone, UsageBy by, string instant, string from, string until)
    {
        var span = new UsageSpans(zone, by).SpanOf(Time(instant));

        Assert.Equal((Time(from), Time(until)), span);
    }

    /// <summary>Clocks are moved by half an hour there: hours still follow one another without a gap.</summary>
    [Theory]
    [InlineData("2026-04-04T12:00:00Z")]
    [InlineData("2026-10-03T12:00:00Z")]
    public void Hours_follow_one_another_also_where_clocks_are_moved(string noon)
    {
        var spans = new UsageSpans("Australia/Lord_Howe", UsageBy.Hour);
        var at = spans.SpanOf(Time(noon));
        for (var hour = 0; hour < 12; hour++)
        {
            var next = spans.SpanOf(at.Until);
            Assert.Equal(at.Until, next.From);
            Assert.True(next.Until > next.From && next.Until - next.From <= TimeSpan.FromHours(1), $"{next}");
            Assert.True(spans.IsStart(next.From), $"{next}");
            at = next;
        }
    }

    private static DateTimeOffset Time(string text) =>
        Rfc3339.TryParse(text, out var time) ? time : throw new FormatException(text);
}
