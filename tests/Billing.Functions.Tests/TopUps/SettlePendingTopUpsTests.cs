using System.Net;
using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Microsoft.Extensions.Logging;

namespace Billing.Functions.Tests.TopUps;

public sealed class SettlePendingTopUpsTests(Azurite azurite)
{
    private static readonly DateTimeOffset EndOfTime = SomeTopUp.Now.AddDays(400);

    [Fact]
    public async Task A_payment_whose_news_never_came_is_credited_when_it_is_due()
    {
        var shop = await Paid();
        var id = Assert.Single(await shop.PollsBefore(EndOfTime)).TopUp;
        await shop.Settle();
        Assert.Equal(0, shop.VnPay.QuestionsAbout(id));

        shop.Clock.Advance(TimeSpan.FromMinutes(3));
        await shop.Settle();

        Assert.Equal(1, shop.VnPay.QuestionsAbout(id));
        Assert.Equal(SomeTopUp.Paid.ToMinor(), await shop.Credit());
        Assert.Empty(await shop.PollsBefore(EndOfTime));
    }

    [Fact]
    public async Task An_unpaid_payment_is_asked_about_until_its_deadline_and_then_expires()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Started();

        shop.Clock.Advance(TimeSpan.FromMinutes(3));
        await shop.Settle();
        Assert.Equal(TopUpStatus.Pending, (await shop.Stored(topUp.Id)).Status);
        Assert.Equal(SomeTopUp.Now.AddMinutes(16), Assert.Single(await shop.PollsBefore(EndOfTime)).Due);
        shop.Clock.Advance(TimeSpan.FromMinutes(13));
        await shop.Settle();

        Assert.Equal(TopUpStatus.Expired, (await shop.Stored(topUp.Id)).Status);
        Assert.Empty(await shop.PollsBefore(EndOfTime));
    }

    [Fact]
    public async Task While_the_gateway_gives_no_answer_the_payment_stays_pending_and_due()
    {
        var shop = await Paid();
        var id = Assert.Single(await shop.PollsBefore(EndOfTime)).TopUp;
        shop.VnPay.Instead = () => new(HttpStatusCode.InternalServerError);
        for (var hour = 0; hour < 100; hour++)
        {
            shop.Clock.Advance(TimeSpan.FromHours(1));
            await shop.Settle();
        }

        Assert.Equal(TopUpStatus.Pending, (await shop.Stored(id)).Status);
        Assert.InRange(shop.VnPay.QuestionsAbout(id), 25, 32);
        shop.VnPay.Instead = null;
        shop.Clock.Advance(TimeSpan.FromDays(1));
        await shop.Settle();

        Assert.Equal(SomeTopUp.Paid.ToMinor(), await shop.Credit());
    }

    [Fact]
    public async Task An_answer_with_another_amount_is_for_a_person()
    {
        var shop = await Paid();
        var id = Assert.Single(await shop.PollsBefore(EndOfTime)).TopUp;
        shop.VnPay.Amount = "50100000";
        shop.Clock.Advance(TimeSpan.FromMinutes(3));

        await shop.Settle();

        Assert.Equal(TopUpStatus.NeedsReview, (await shop.Stored(id)).Status);
        Assert.Equal(0, await shop.Credit());
        Assert.Empty(await shop.PollsBefore(EndOfTime));
    }

    [Fact]
    public async Task A_notice_and_a_poll_at_once_credit_once()
    {
        var shop = await Paid();
        var poll = Assert.Single(await shop.PollsBefore(EndOfTime));

        var paid = new PaymentResult.Paid(SomeTopUp.Paid, "14600001", null);
        var topUp = await shop.Stored(poll.TopUp);
        await Task.WhenAll(Enumerable.Range(0, 3).SelectMany<int, Task>(_ =>
            [shop.Notice(poll.TopUp), shop.Desk.Settle(topUp, paid, ResultSource.Poll, default)]));

        Assert.Equal(SomeTopUp.Paid.ToMinor(), await shop.Credit());
        await shop.Polls.Remove(poll, default);
    }

    [Fact]
    public async Task One_payment_that_cannot_be_settled_does_not_keep_the_others_waiting()
    {
        var (broken, sound) = (await Paid(), await Paid());
        var poll = Assert.Single(await broken.PollsBefore(EndOfTime));
        var stored = (await broken.TopUps.Find(broken.Account, poll.TopUp, default))!;
        await broken.Ledger.WriteBeside(
            [TopUpTable.Replace(stored, stored.TopUp with { Method = new("nobody") })], default);
        sound.Clock.Advance(TimeSpan.FromMinutes(3));

        await sound.Settle();

        Assert.Equal(SomeTopUp.Paid.ToMinor(), await sound.Credit());
        Assert.Contains(
            sound.Log.Entries, entry => entry.Level == LogLevel.Error && entry.Text.Contains(poll.TopUp.Value));
        Assert.Single(await broken.PollsBefore(EndOfTime));
        await broken.Polls.Remove(poll, default);
    }

    [Fact]
    public async Task A_poll_without_a_payment_waits_for_a_start_under_way_and_then_goes()
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.SaveProfile();
        var quote = await shop.Quote();
        await shop.Polls.Schedule(new(quote.Id, shop.Account, SomeTopUp.Now.AddMinutes(3)), default);

        shop.Clock.Advance(TimeSpan.FromMinutes(3));
        await shop.Settle();
        Assert.Single(await shop.PollsBefore(EndOfTime));
        for (var run = 0; run < 4; run++)
        {
            shop.Clock.Advance(TimeSpan.FromMinutes(65));
            await shop.Settle();
        }

        Assert.Empty(await shop.PollsBefore(EndOfTime));
    }

    [Fact]
    public async Task A_poll_that_breaks_at_any_storage_call_is_repeated_and_credits_once()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var shop = await Paid();
            var poll = Assert.Single(await shop.PollsBefore(EndOfTime));
            shop.Clock.Advance(TimeSpan.FromMinutes(3));
            try
            {
                await (await shop.With(azurite, plan)).Polling.Ask(poll, default);
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.IAssertionException)
            {
                TestContext.Current.SendDiagnosticMessage(fault.Message);
            }

            foreach (var left in await shop.PollsBefore(EndOfTime)) await shop.Polling.Ask(left, default);

            Assert.Equal(SomeTopUp.Paid.ToMinor(), await shop.Credit());
            Assert.Empty(await shop.PollsBefore(EndOfTime));
        });

        Assert.True(tried >= 50, $"{tried}");
    }

    /// <summary>A customer who has paid without our knowing.</summary>
    private async Task<TopUpShop> Paid()
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.Started();
        (shop.VnPay.Response, shop.VnPay.Status) = ("00", "00");
        return shop;
    }
}
