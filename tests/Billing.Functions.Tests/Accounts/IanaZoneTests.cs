using Billing.Accounts;

namespace Billing.Functions.Tests.Accounts;

public sealed class IanaZoneTests
{
    [Theory]
    [InlineData("UTC", true)]
    [InlineData("Asia/Ho_Chi_Minh", true)]
    [InlineData("asia/ho_chi_minh", false)]
    [InlineData("Mars/Olympus", false)]
    [InlineData("+07:00", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_zone_is_one_that_the_database_knows(string? text, bool isKnown)
    {
        Assert.Equal(isKnown, IanaZone.TryParse(text, out var zone));
        if (isKnown) Assert.Equal(text, zone.Name);
    }
}
