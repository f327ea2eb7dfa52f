using Billing.Functions.Tests.Support;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class ReturnFromVnPayTests(Azurite azurite)
{
    private static readonly DateTimeOffset EndOfTime = SomeTopUp.Now.AddDays(400);

    [Fact]
    public async Task A_return_changes_nothing_and_asks_for_one_early_poll_a_minute()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Started();
        shop.Clock.Advance(TimeSpan.FromSeconds(70));

        for (var i = 0; i < 3; i++) Assert.Equal($"http://portal/?topUp={topUp.Id}", await shop.Return(Query(topUp)));

        Assert.Equal(topUp, await shop.Stored(topUp.Id));
        Assert.Equal(
            [SomeTopUp.Now.AddMinutes(1), SomeTopUp.Now.AddMinutes(3)],
            (await shop.PollsBefore(EndOfTime)).Select(poll => poll.Due).Order());
        (shop.VnPay.Response, shop.VnPay.Status) = ("00", "01");
        await shop.Settle();
        Assert.Equal(SomeTopUp.Now.AddMinutes(3), Assert.Single(await shop.PollsBefore(EndOfTime)).Due);
        await Forget(shop);
    }

    [Fact]
    public async Task A_settled_payment_needs_no_poll()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Started();
        await shop.Notice(topUp.Id);
        await Forget(shop);

        Assert.Equal($"http://portal/?topUp={topUp.Id}", await shop.Return(Query(topUp)));

        Assert.Empty(await shop.PollsBefore(EndOfTime));
    }

    [Fact]
    public async Task What_is_not_signed_or_not_ours_shows_the_portal_only()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Started();
        await Forget(shop);

        Assert.Equal("http://portal/", await shop.Return(""));
        Assert.Equal("http://portal/", await shop.Return(Query(topUp) + "0"));
        Assert.Equal("http://portal/", await shop.Return(Query(topUp with { Id = SomeTopUp.Id })));

        Assert.Empty(await shop.PollsBefore(EndOfTime));
    }

    private static string Query(TopUp topUp)
    {
        var fields = SomeTopUp.NoticeFields();
        fields["vnp_TxnRef"] = topUp.Id.Value;
        return SomeTopUp.Signed(fields);
    }

    private static async Task Forget(TopUpShop shop)
    {
        foreach (var poll in await shop.PollsBefore(EndOfTime)) await shop.Polls.Remove(poll, default);
    }
}
