using System.Text;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Inbox;
using static Billing.Functions.Tests.Support.NoticeStory;

namespace Billing.Functions.Tests.TopUps.Inbox;

public sealed class NoticeDeskTests(Azurite azurite)
{
    [Fact]
    public async Task A_notice_is_kept_with_its_words_and_what_became_of_it()
    {
        var (shop, topUp) = await Start(azurite);
        var news = Paid(topUp);

        Assert.Equal(NoticeOutcome.Applied, await Take(shop, news));

        var kept = (await shop.Inbox.Find(NoticeKey.Of(PayMethod.Stripe, news), default))!;
        Assert.Equal((NoticeOutcome.Applied, topUp.Id, news.Id), (kept.Outcome, kept.TopUp!.Value, kept.Id));
        Assert.StartsWith(news.Id, Encoding.UTF8.GetString(kept.Body.Span));
        Assert.Equal(500_000, await shop.Credit());
        Assert.DoesNotContain(kept.Key, await shop.Inbox.Open(1_000, default));
    }

    [Fact]
    public async Task A_notice_that_comes_again_and_another_about_the_same_capture_change_nothing()
    {
        var (shop, topUp) = await Start(azurite);
        await Take(shop, Paid(topUp));

        Assert.Equal(NoticeOutcome.Repeated, await Take(shop, Paid(topUp)));
        Assert.Equal(NoticeOutcome.Repeated, await Take(shop, Paid(topUp) with { Id = "other" }));

        Assert.Equal(500_000, await shop.Credit());
    }

    [Fact]
    public async Task Twenty_copies_at_once_credit_once()
    {
        var (shop, topUp) = await Start(azurite);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TakeUntilTaken(shop, Paid(topUp))));

        Assert.Contains(NoticeOutcome.Applied, outcomes);
        Assert.Equal(500_000, await shop.Credit());
    }

    [Fact]
    public async Task A_refund_before_the_payment_is_parked_and_taken_with_the_credit()
    {
        var (shop, topUp) = await Start(azurite);
        var refund = News(topUp, new PaymentResult.Refunded("r1", Amount.OfMinor(200_000, Currency.Vnd)));

        Assert.Equal(NoticeOutcome.Parked, await Take(shop, refund));
        Assert.Equal(0, await shop.Credit());
        Assert.Equal(NoticeOutcome.Applied, await Take(shop, Paid(topUp)));

        Assert.Equal(300_000, await shop.Credit());
        Assert.Equal(TopUpStatus.PartiallyRefunded, (await shop.Stored(topUp.Id)).Status);
    }

    [Fact]
    public async Task A_dispute_that_names_the_capture_alone_finds_its_payment()
    {
        var (shop, topUp) = await Start(azurite);
        await Take(shop, Paid(topUp));
        var dispute = News(topUp, new PaymentResult.Disputed("d1", DisputePhase.Opened, topUp.Total)) with
        {
            Reference = null, Aliases = [$"capture-{topUp.Id}"],
        };

        Assert.Equal(NoticeOutcome.Applied, await Take(shop, dispute));

        var head = await shop.Ledger.Load(shop.Account, default);
        Assert.Equal(topUp.Amount, head.State.Held);
        Assert.Equal(500_000, await shop.Credit());
    }

    [Fact]
    public async Task An_unknown_payment_alerts_once_and_is_matched_when_it_is_known()
    {
        var (shop, topUp) = await Start(azurite);
        var orphan = News(topUp, new PaymentResult.Disputed("d1", DisputePhase.Lost, topUp.Total)) with
        {
            Reference = null, Aliases = [$"capture-{topUp.Id}"],
        };

        Assert.Equal(NoticeOutcome.Unmatched, await Take(shop, orphan));
        Assert.Equal(NoticeOutcome.Unmatched, await Take(shop, orphan));
        Assert.Equal(1, await Alerts(shop, orphan));
        await Take(shop, Paid(topUp));
        Assert.Equal(500_000, await shop.Credit());
        await Retry(shop, TimeSpan.FromMinutes(3));

        Assert.Equal(0, await shop.Credit());
        Assert.Equal(TopUpStatus.ChargedBack, (await shop.Stored(topUp.Id)).Status);
    }

    [Fact]
    public async Task A_notice_for_another_order_of_the_same_reference_is_for_a_person()
    {
        var (shop, topUp) = await Start(azurite);

        Assert.Equal(NoticeOutcome.NeedsReview, await Take(shop, Paid(topUp) with { Order = "order-of-another" }));

        var stored = await shop.Stored(topUp.Id);
        Assert.Equal((TopUpStatus.NeedsReview, "order_differs"), (stored.Status, stored.Reason));
        Assert.Equal(0, await shop.Credit());
    }

    [Fact]
    public async Task Late_news_of_money_is_believed_when_the_gateway_says_the_same()
    {
        var (shop, topUp) = await Start(azurite);
        await Take(shop, News(topUp, new PaymentResult.Lapsed("expired")));
        shop.Fake.Says = new PaymentResult.Unanswered("timeout");

        await Assert.ThrowsAsync<GatewaySilentException>(() => Take(shop, Paid(topUp)));
        Assert.Equal(0, await shop.Credit());
        shop.Fake.Says = Paid(topUp).Result!;
        Assert.Equal(NoticeOutcome.Applied, await Take(shop, Paid(topUp)));

        Assert.Equal(500_000, await shop.Credit());
        Assert.True((await shop.Stored(topUp.Id)).IsLate);
    }

    [Fact]
    public async Task News_that_only_says_that_something_happened_is_asked_about()
    {
        var (shop, topUp) = await Start(azurite);
        shop.Fake.Says = Paid(topUp).Result!;

        Assert.Equal(NoticeOutcome.Applied, await Take(shop, News(topUp, null) with { MustAsk = true }));

        Assert.Equal(500_000, await shop.Credit());
    }

    [Fact]
    public async Task A_notice_that_nothing_follows_from_is_kept_and_alerts_if_it_should()
    {
        var (shop, topUp) = await Start(azurite);
        var news = News(topUp, null) with { Ignored = "livemode", Alerts = true };

        Assert.Equal(NoticeOutcome.Ignored, await Take(shop, news));

        Assert.Equal(1, await Alerts(shop, news));
        Assert.Equal(TopUpStatus.Pending, (await shop.Stored(topUp.Id)).Status);
    }
}
