using Billing.Functions.Tests.Support;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class PaymentTimesTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 16)]
    [InlineData(16, 65)]
    [InlineData(65, 125)]
    [InlineData(100, 125)]
    [InlineData(1384, 1385)]
    [InlineData(1385, 1440)]
    [InlineData(1440, 2880)]
    [InlineData(2881, 4320)]
    public void A_payment_is_read_at_3_16_and_65_minutes_then_hourly_then_daily(int ageMinutes, int nextMinutes)
    {
        var started = SomeTopUp.Now;

        var next = SomeTopUp.Times.NextPoll(started, started.AddMinutes(ageMinutes));

        Assert.Equal(started.AddMinutes(nextMinutes), next);
    }

    [Fact]
    public void No_two_times_are_nearer_than_a_gateway_allows()
    {
        var at = SomeTopUp.Times.NextPoll(SomeTopUp.Now, SomeTopUp.Now);
        for (var i = 0; i < 40; i++)
        {
            var next = SomeTopUp.Times.NextPoll(SomeTopUp.Now, at);
            Assert.True(next - at >= PaymentTimes.Apart);
            at = next;
        }
    }
}
