using Billing.TopUps.Gateways.VnPay;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class VnPayTimeTests
{
    [Fact]
    public void A_time_is_written_seven_hours_ahead_of_utc()
    {
        var lateEvening = new DateTimeOffset(2026, 12, 31, 20, 30, 5, TimeSpan.Zero);

        Assert.Equal("20270101033005", VnPayTime.Write(lateEvening));
        Assert.Equal(lateEvening, VnPayTime.Read("20270101033005"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("20261301000000")]
    [InlineData("2026112212013")]
    [InlineData("20261122 20130")]
    [InlineData("202611221201300")]
    public void What_is_no_date_is_null(string text) => Assert.Null(VnPayTime.Read(text));
}
