using Billing.Functions.Tests.Support;

namespace Billing.Functions.Tests.TopUps.Gateways.Stripe;

public sealed class ReturnFromStripeTests(Azurite azurite)
{
    [Fact]
    public async Task A_return_changes_nothing_and_asks_for_one_early_poll_a_minute()
    {
        var shop = await StripeShop.Open(azurite);
        var topUp = await shop.Started();
        var polls = (await shop.Polls()).Count;

        for (var i = 0; i < 3; i++)
            Assert.Equal(
                $"http://portal/?topUp={topUp.Id}", await shop.Return($"?topUp={topUp.Id}&session={shop.Session}"));

        Assert.Equal(polls + 1, (await shop.Polls()).Count);
        Assert.Equal(0, await shop.Credit());
        await shop.Forget();
    }

    [Fact]
    public async Task Who_does_not_know_the_session_asks_for_no_poll()
    {
        var shop = await StripeShop.Open(azurite);
        var topUp = await shop.Started();
        var polls = (await shop.Polls()).Count;

        Assert.Equal($"http://portal/?topUp={topUp.Id}", await shop.Return($"?topUp={topUp.Id}"));
        Assert.Equal($"http://portal/?topUp={topUp.Id}", await shop.Return($"?topUp={topUp.Id}&session=cs_other"));
        Assert.Equal("http://portal/", await shop.Return($"?topUp={SomeTopUp.Id}&session={shop.Session}"));
        Assert.Equal("http://portal/", await shop.Return("?topUp=x"));
        Assert.Equal("http://portal/", await shop.Return(""));

        Assert.Equal(polls, (await shop.Polls()).Count);
        await shop.Forget();
    }

    [Fact]
    public async Task A_settled_payment_needs_no_poll()
    {
        var shop = await StripeShop.Open(azurite);
        var topUp = await shop.Started();
        await shop.Notice(shop.Paid(topUp));
        await shop.Forget();

        await shop.Return($"?topUp={topUp.Id}&session={shop.Session}");

        Assert.Empty(await shop.Polls());
    }
}
