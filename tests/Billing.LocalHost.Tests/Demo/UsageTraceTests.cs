using Billing.LocalHost.Demo;

namespace Billing.LocalHost.Tests.Demo;

public sealed class UsageTraceTests
{
    private const string Header = "TIMESTAMP,ContextTokens,GeneratedTokens";

    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rows_become_two_events_each_and_the_last_row_is_now()
    {
        var rows = Read($"{Header}\r\n2023-11-16 18:17:03.9799600,4808,10\r\n2023-11-16 18:17:04.9799600,7,0\r\n");

        var events = UsageTrace.Events(rows, Now);

        Assert.Equal([4808, 10, 7, 0], events.Select(e => e.Tokens));
        Assert.Equal(Now, events[^1].Time);
        Assert.Equal(Now.AddSeconds(-1), events[0].Time);
    }

    [Fact]
    public void Ids_follow_from_the_content_and_tell_equal_rows_apart()
    {
        var rows = Read($"{Header}\n2023-11-16 18:17:03,1,2\n2023-11-16 18:17:03,1,2\n");

        var first = UsageTrace.Events(rows, Now);
        var again = UsageTrace.Events(rows, Now.AddHours(1));

        Assert.Equal(first.Select(e => e.Id), again.Select(e => e.Id));
        Assert.Equal(4, first.Select(e => e.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("", "first line")]
    [InlineData("time,in,out\n", "first line")]
    [InlineData(Header, "no rows")]
    [InlineData($"{Header}\n2023-11-16 18:17:03,1\n", "Line 2")]
    [InlineData($"{Header}\n2023-11-16 18:17:03,1,2\nyesterday,1,2\n", "Line 3")]
    [InlineData($"{Header}\n2023-11-16 18:17:03,-1,2\n", "Line 2")]
    [InlineData($"{Header}\n2023-11-16 18:17:03,1.5,2\n", "Line 2")]
    [InlineData($"{Header}\n2023-11-16 18:17:03,99999999999999999999,2\n", "Line 2")]
    public void A_file_of_another_form_is_refused_with_the_line(string file, string named)
    {
        var refusal = Assert.Throws<FormatException>(() => Read(file));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<TraceRow> Read(string file) => UsageTrace.Read(new StringReader(file));
}
