using Billing.Functions.Tests.Support;
using Billing.Platform.Telemetry;

namespace Billing.Functions.Tests.TopUps.Inbox;

public sealed class NoticeArrivalTests(Azurite azurite)
{
    [Fact]
    public async Task Notices_count_by_what_became_of_them_and_the_payment_ends_once()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Started();
        using var watched = new Watched();

        await shop.Notice(topUp.Id);
        await shop.Notice(topUp.Id);

        Assert.Equal(1, watched.Sum(Instruments.GatewayNotices, "gateway=vnpay outcome=taken"));
        Assert.Equal(1, watched.Sum(Instruments.GatewayNotices, "gateway=vnpay outcome=repeated"));
        Assert.Equal(1, watched.Sum(Instruments.PaymentsEnded, "gateway=vnpay outcome=succeeded"));
        Assert.Equal(1, watched.Sum(Instruments.PaymentsEnded));
        Assert.DoesNotContain(watched.All, it => it.Tags.Contains(topUp.Id.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void One_whose_end_nobody_tells_has_failed()
    {
        using var watched = new Watched();

        using (new Billing.TopUps.Inbox.NoticeArrival(Billing.TopUps.PayMethod.PayPal))
        {
        }

        Assert.Equal("gateway=paypal outcome=failed", Assert.Single(watched.All).Tags);
    }
}
