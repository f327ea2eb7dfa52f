using System.Net;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps.Gateways.Stripe;

public sealed class StripeGatewayPollTests(Azurite azurite)
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("none")]
    [InlineData("500")]
    [InlineData("429")]
    [InlineData("404")]
    [InlineData("reset")]
    public async Task A_payment_whose_notices_never_come_is_found_by_its_polls(string firstFailure)
    {
        var shop = await StripeShop.Open(azurite);
        var topUp = await shop.Started();
        var answer = shop.Stripe.Answer;
        if (firstFailure != "none") shop.Stripe.Answer = () => Fail(firstFailure);
        shop.Clock.Advance(FirstPoll);
        await shop.Settle();
        shop.Stripe.Answer = answer;
        shop.Clock.Advance(TimeSpan.FromMinutes(8));
        await shop.Settle();
        await shop.Settle();

        Assert.Equal(TopUpStatus.Success, (await shop.Stored(topUp.Id)).Status);
        Assert.Equal(200, await shop.Notice(shop.Paid(topUp)));
        Assert.Equal(SomeStripe.Yen.ToMinor(), await shop.Credit());
        Assert.Empty(await shop.Polls());
    }

    [Fact]
    public async Task A_session_that_ended_unpaid_ends_the_payment_and_money_after_all_is_credited()
    {
        var shop = await StripeShop.Open(azurite);
        var topUp = await shop.Started();
        var paid = shop.Stripe.Answer;
        shop.Stripe.Answer = () => FakeStripe.Json(
            HttpStatusCode.OK, SomeStripe.PaidSession().With("id", shop.Session).With("status", "expired"));
        shop.Clock.Advance(TimeSpan.FromMinutes(62));
        await shop.Settle();
        Assert.Equal(TopUpStatus.Expired, (await shop.Stored(topUp.Id)).Status);

        shop.Stripe.Answer = paid;
        Assert.Equal(200, await shop.Notice(shop.Paid(topUp)));

        Assert.True((await shop.Stored(topUp.Id)).IsLate);
        Assert.Equal(SomeStripe.Yen.ToMinor(), await shop.Credit());
        await shop.Forget();
    }

    [Fact]
    public async Task What_went_back_before_we_knew_of_the_payment_is_not_credited()
    {
        var shop = await StripeShop.Open(azurite);
        var topUp = await shop.Started();
        var charge = new JsonObject
        {
            ["id"] = "ch_1", ["object"] = "charge", ["created"] = SomeStripe.Created, ["currency"] = "jpy",
            ["amount"] = 3000, ["amount_refunded"] = 1000,
        };
        shop.Stripe.Answer = () => FakeStripe.Json(HttpStatusCode.OK, SomeStripe.PaidSession()
            .With("id", shop.Session)
            .With("payment_intent", SomeStripe.PaidIntent()
                .With("id", $"pi_{shop.Session}").With("latest_charge", charge.DeepClone())));
        shop.Clock.Advance(FirstPoll);
        await shop.Settle();
        shop.Clock.Advance(TimeSpan.FromMinutes(8));
        await shop.Settle();

        Assert.Equal(TopUpStatus.PartiallyRefunded, (await shop.Stored(topUp.Id)).Status);
        Assert.Equal(200, await shop.Notice(shop.Paid(topUp)));
        Assert.Equal(SomeStripe.Yen.ToMinor() - 1_000, await shop.Credit());
        await shop.Forget();
    }

    private static HttpResponseMessage Fail(string kind) => kind == "reset"
        ? throw new HttpRequestException("reset")
        : FakeStripe.Error((HttpStatusCode)int.Parse(kind), "api_error");
}
