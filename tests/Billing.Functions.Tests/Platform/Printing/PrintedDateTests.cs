using Billing.Accounts;
using Billing.Platform.Printing;

namespace Billing.Functions.Tests.Platform.Printing;

public sealed class PrintedDateTests
{
    private static readonly DateTimeOffset Late = new(2026, 11, 22, 20, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Language.En, "UTC", "22 Nov 2026", "22 Nov 2026 20:05 (UTC)")]
    [InlineData(Language.Vi, "Asia/Ho_Chi_Minh", "23/11/2026", "23/11/2026 03:05 (Asia/Ho_Chi_Minh)")]
    [InlineData(Language.Ja, "Asia/Tokyo", "2026年11月23日", "2026年11月23日 05:05 (Asia/Tokyo)")]
    public void A_moment_is_told_where_its_reader_is(Language language, string zone, string date, string time)
    {
        Assert.Equal(date, PrintedDate.Of(Late, zone, language));
        Assert.Equal(time, PrintedDate.WithTime(Late, zone, language));
    }
}
