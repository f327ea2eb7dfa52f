using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Inbox;
using static Billing.Functions.Tests.Support.NoticeStory;

namespace Billing.Functions.Tests.TopUps.Inbox;

public sealed class NoticeDeskFaultTests(Azurite azurite)
{
    /// <summary>Whatever breaks off, the gateway's repeat and the timer bring it to its end.</summary>
    [Theory]
    [InlineData("paid", 500_000)]
    [InlineData("refund", 300_000)]
    [InlineData("lost", 0)]
    public async Task A_taking_that_breaks_off_at_any_call_in_any_way_comes_to_the_same(string what, long left)
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var (shop, topUp) = await Start(azurite);
            if (what != "paid") await Take(shop, Paid(topUp));
            var news = What(topUp, what);
            var broken = await shop.With(azurite, plan);
            await Record.ExceptionAsync(() => Take(broken, news));

            await Retry(shop, TimeSpan.FromMinutes(3));
            await TakeUntilTaken(shop, news);

            Assert.Equal(left, await shop.Credit());
            Assert.Equal(NoticeOutcome.Repeated, await Take(shop, news));
        });
        Assert.True(tried >= 60, $"only {tried} faults");
    }

    [Fact]
    public async Task A_notice_that_could_not_be_taken_for_three_days_is_for_a_person()
    {
        var (shop, topUp) = await Start(azurite);
        await Take(shop, News(topUp, new PaymentResult.Lapsed("expired")));
        shop.Fake.Says = new PaymentResult.Unanswered("timeout");
        await Assert.ThrowsAsync<GatewaySilentException>(() => Take(shop, Paid(topUp)));

        await Retry(shop, TimeSpan.FromDays(3.1));

        var kept = (await shop.Inbox.Find(NoticeKey.Of(PayMethod.Stripe, Paid(topUp)), default))!;
        Assert.Equal((NoticeOutcome.NeedsReview, "not_taken"), (kept.Outcome, kept.Detail));
        Assert.Equal(1, await Alerts(shop, Paid(topUp)));
        Assert.DoesNotContain(kept.Key, await shop.Inbox.Open(5_000, default));
    }

    private static PaymentNews What(TopUp topUp, string name) => name switch
    {
        "paid" => Paid(topUp),
        "refund" => News(topUp, new PaymentResult.Refunded("r1", Amount.OfMinor(200_000, Currency.Vnd))),
        _ => News(topUp, new PaymentResult.Disputed("d1", DisputePhase.Lost, topUp.Total)),
    };
}
