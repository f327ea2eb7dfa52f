using System.Globalization;
using Billing.Platform.Sheets;

namespace Billing.Functions.Tests.Platform.Sheets;

public sealed class SheetZoneTests
{
    [Theory]
    [InlineData("UTC", "2026-01-01T00:00:00Z", "46023")]
    [InlineData("UTC", "2026-01-01T12:00:00Z", "46023.5")]
    [InlineData("Asia/Ho_Chi_Minh", "2026-01-01T17:00:00Z", "46024")]
    [InlineData("Asia/Tokyo", "2026-02-28T15:00:01Z", "46082.000011574074")]
    [InlineData("America/New_York", "2026-03-08T06:59:59Z", "46089.083321759259")]
    [InlineData("America/New_York", "2026-03-08T07:00:00Z", "46089.125")]
    [InlineData("UTC", "1900-03-01T00:00:00Z", "61")]
    public void An_instant_is_days_since_1899_as_clocks_of_the_zone_show_it(string zone, string time, string days) =>
        Assert.Equal(days, new SheetZone(zone).Serial(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)));
}
