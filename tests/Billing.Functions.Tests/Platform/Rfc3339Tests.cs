using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z")]
    [InlineData("2026-11-22t09:00:00z", "2026-11-22T09:00:00Z")]
    [InlineData("2026-11-22T16:00:00+07:00", "2026-11-22T09:00:00Z")]
    [InlineData("2026-11-22T09:00:00.5Z", "2026-11-22T09:00:00.5Z")]
    [InlineData("2026-11-22T09:00:00.123456789Z", "2026-11-22T09:00:00.1234567Z")]
    [InlineData("2024-02-29T23:59:59-12:00", "2024-03-01T11:59:59Z")]
    public void A_time_is_read_and_written_in_UTC(string text, string utc)
    {
        Assert.True(Rfc3339.TryParse(text, out var time));
        Assert.Equal(TimeSpan.Zero, time.Offset);
        Assert.Equal(utc, Rfc3339.Format(time));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22T09:00:00")]
    [InlineData("2026-11-22 09:00:00Z")]
    [InlineData("2026-11-22T09:00Z")]
    [InlineData("2026-02-30T09:00:00Z")]
    [InlineData("2026-11-22T24:00:00Z")]
    [InlineData("2026-11-22T09:00:00.Z")]
    [InlineData("2026-11-22T09:00:00.12x4Z")]
    [InlineData("2026-11-22T09:00:00+0700")]
    [InlineData("2026-11-22T09:00:00+99:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("1763802000")]
    public void What_is_no_time_is_refused(string? text) => Assert.False(Rfc3339.TryParse(text, out _));
}
