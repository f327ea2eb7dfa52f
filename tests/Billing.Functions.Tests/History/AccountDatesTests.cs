using Billing.History;

namespace Billing.Functions.Tests.History;

public sealed class AccountDatesTests
{
    [Theory]
    [InlineData("UTC", "2026-03-10", "2026-03-10T00:00:00Z")]
    [InlineData("Asia/Ho_Chi_Minh", "2026-03-10", "2026-03-09T17:00:00Z")]
    [InlineData("Asia/Tokyo", "2026-03-10", "2026-03-09T15:00:00Z")]
    [InlineData("Asia/Tokyo", "2026-03-10T00:00:00Z", "2026-03-10T00:00:00Z")]
    [InlineData("Asia/Tokyo", "2026-03-10T09:30:00+07:00", "2026-03-10T02:30:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")] // that day began at one o'clock
    public void A_plain_date_begins_where_the_account_is_billed_and_an_instant_stands(
        string zone, string text, string instant)
    {
        Assert.True(new AccountDates(zone).TryParse(text, out var read));
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-02-30")]
    [InlineData("2026-3-1")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("1999-12-31")]
    [InlineData("3000-01-01")]
    [InlineData("9999-12-31T23:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("2026-03-10T00:00:00")]
    [InlineData("1773100800")]
    public void Anything_else_is_no_bound(string? text) =>
        Assert.False(new AccountDates("Asia/Tokyo").TryParse(text, out _));
}
