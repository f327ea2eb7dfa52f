using Billing.Functions.Tests.Support;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps.Gateways.Stripe;

public sealed class ReceiveStripeNoticeTests(Azurite azurite)
{
    [Fact]
    public async Task Case_57_while_the_store_is_down_it_fails_and_the_repeat_is_credited()
    {
        var shop = await StripeShop.Open(azurite);
        var topUp = await shop.Started();
        var broken = await shop.With(azurite, new FaultPlan(1, CallFault.KilledBefore));

        await Assert.ThrowsAnyAsync<Exception>(() => broken.Notice(shop.Paid(topUp)));
        Assert.Equal(0, await shop.Credit());
        Assert.Equal(200, await shop.Notice(shop.Paid(topUp)));

        Assert.Equal(SomeStripe.Yen.ToMinor(), await shop.Credit());
        await shop.Forget();
    }

    [Fact]
    public async Task A_notice_that_breaks_at_any_storage_call_is_credited_once_by_its_repeat()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var shop = await StripeShop.Open(azurite);
            var topUp = await shop.Started();
            await Try(await shop.With(azurite, plan), topUp);

            Assert.Equal(200, await shop.Notice(shop.Paid(topUp)));

            Assert.Equal(SomeStripe.Yen.ToMinor(), await shop.Credit());
            Assert.Equal(TopUpStatus.Success, (await shop.Stored(topUp.Id)).Status);
            await shop.Forget();
        });

        Assert.True(tried >= 50, $"{tried}");
    }

    [Fact]
    public async Task A_start_that_breaks_at_any_storage_call_goes_on_as_the_same_session()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var shop = await StripeShop.Open(azurite);
            await shop.SaveProfile();
            var topUp = shop.NewTopUp();
            await Try(await shop.With(azurite, plan), topUp, begins: true);

            Assert.True((await shop.Begin(topUp)).IsAccepted(out var begun, out var refusal), $"{refusal}");

            Assert.Equal((TopUpStatus.Pending, shop.Session), (begun.Status, begun.GatewayId));
            Assert.Single(shop.Stripe.Calls.Select(call => (call.Key, call.Form)).Distinct());
            Assert.Equal(200, await shop.Notice(shop.Paid(topUp)));
            Assert.Equal(SomeStripe.Yen.ToMinor(), await shop.Credit());
            await shop.Forget();
        });

        Assert.True(tried >= 50, $"{tried}");
    }

    private static async Task Try(StripeShop shop, TopUp topUp, bool begins = false)
    {
        try
        {
            if (begins) await shop.Begin(topUp);
            else await shop.Notice(shop.Paid(topUp));
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            Assert.NotEmpty(failure.Message);
        }
    }
}
