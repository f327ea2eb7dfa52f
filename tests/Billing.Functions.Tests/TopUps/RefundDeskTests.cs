using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.Gateways;

namespace Billing.Functions.Tests.TopUps;

public sealed class RefundDeskTests(Azurite azurite)
{
    [Fact]
    public async Task A_refund_that_the_gateway_takes_is_taken_of_the_credit()
    {
        var (shop, topUp) = await Paid();

        var after = await Order(shop, topUp, 200_000);

        Assert.Equal(FakeGateway.RefundOf(shop.Fake.Orders.Single()), after.Reversals.Orders.Values.Single().Refund);
        Assert.Equal(TopUpStatus.PartiallyRefunded, after.Status);
        Assert.Equal(300_000, await shop.Credit());
    }

    [Fact]
    public async Task A_refund_that_the_gateway_refuses_leaves_the_credit_free()
    {
        var (shop, topUp) = await Paid();
        shop.Fake.Refunds = new RefundAnswer.Refused("charge_disputed");

        var after = await Order(shop, topUp, 200_000);

        Assert.Equal("charge_disputed", after.Reversals.Orders.Values.Single().Refusal);
        Assert.Equal((TopUpStatus.Success, 500_000), (after.Status, await shop.Credit()));
        Assert.True((await shop.Ledger.Load(shop.Account, default)).State.Held.IsZero);
    }

    [Fact]
    public async Task A_refund_without_an_answer_holds_the_credit_and_is_sent_again_by_the_timer_under_the_same_id()
    {
        var (shop, topUp) = await Paid();
        shop.Fake.Refunds = new RefundAnswer.Unanswered("timeout");
        await Order(shop, topUp, 200_000);
        Assert.Equal(Dong(200_000), (await shop.Ledger.Load(shop.Account, default)).State.Held);

        shop.Fake.Refunds = null;
        await PollAll(shop);

        Assert.Equal(300_000, await shop.Credit());
        Assert.Single(shop.Fake.Orders.Select(order => order.Id).Distinct());
        Assert.Empty(await shop.PollsBefore(shop.Clock.GetUtcNow().AddDays(30)));
    }

    [Fact]
    public async Task The_same_order_again_is_the_same_refund_also_after_it_was_answered()
    {
        var (shop, topUp) = await Paid();
        var order = New(shop, 200_000);

        await shop.Refunds.Order(topUp, order, default);
        await shop.Refunds.Order(topUp, order, default);

        Assert.Single(shop.Fake.Orders);
        Assert.Equal(300_000, await shop.Credit());
    }

    [Fact]
    public async Task The_gateways_own_news_of_the_refund_does_not_take_it_twice()
    {
        var (shop, topUp) = await Paid();
        await Order(shop, topUp, 200_000);

        var refund = FakeGateway.RefundOf(shop.Fake.Orders.Single());
        await Settle(shop, topUp, new PaymentResult.Refunded(refund, Dong(200_000)));
        await Settle(shop, topUp, new PaymentResult.RefundedInAll(Dong(200_000)));

        Assert.Equal(300_000, await shop.Credit());
    }

    [Fact]
    public async Task A_refund_that_fails_afterwards_gives_the_credit_again()
    {
        var (shop, topUp) = await Paid();
        await Order(shop, topUp, 500_000);
        Assert.Equal(0, await shop.Credit());

        var refund = FakeGateway.RefundOf(shop.Fake.Orders.Single());
        await Settle(shop, topUp, new PaymentResult.RefundFailed(refund, Dong(500_000)));

        Assert.Equal(500_000, await shop.Credit());
    }

    [Theory]
    [InlineData(500_001, RefundRefusal.MoreThanPaid)]
    [InlineData(0, RefundRefusal.AmountUnpayable)]
    [InlineData(-1, RefundRefusal.AmountUnpayable)]
    public async Task No_more_goes_back_than_was_paid(long dong, RefundRefusal expected)
    {
        var (shop, topUp) = await Paid();

        Assert.False(
            (await shop.Refunds.Order(topUp, New(shop, dong), default)).IsAccepted(out _, out var refusal));

        Assert.Equal(expected, refusal);
        Assert.Empty(shop.Fake.Orders);
    }

    [Fact]
    public async Task What_is_refunded_already_or_not_paid_cannot_be_refunded()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.StartedByFake();
        Assert.False((await shop.Refunds.Order(topUp, New(shop, 1), default)).IsAccepted(out _, out var unpaid));
        await Settle(shop, topUp, FakeGateway.Paid(topUp.Total, $"capture-{topUp.Id}"));
        await Order(shop, topUp, 400_000);

        Assert.False((await shop.Refunds.Order(topUp, New(shop, 200_000), default)).IsAccepted(out _, out var more));

        Assert.Equal((RefundRefusal.NotPaid, RefundRefusal.MoreThanPaid), (unpaid, more));
    }

    [Fact]
    public async Task Ten_orders_at_once_never_send_back_more_than_was_paid()
    {
        var (shop, topUp) = await Paid();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            Record.ExceptionAsync(() => shop.Refunds.Order(topUp, New(shop, 200_000), default)).AsTask()));
        await PollAll(shop);

        var sent = shop.Fake.Orders.DistinctBy(order => order.Id).Sum(order => order.Amount.ToMinor());
        Assert.True(sent <= 500_000, $"{sent} were sent back");
    }

    [Fact]
    public async Task A_refund_that_breaks_off_at_any_call_is_sent_under_one_id_and_taken_once()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var (shop, topUp) = await Paid();
            var order = New(shop, 200_000);
            var broken = await shop.With(azurite, plan);
            await Record.ExceptionAsync(() => broken.Refunds.Order(topUp, order, default));

            await PollAll(shop);
            if (shop.Fake.Orders.Count == 0) await shop.Refunds.Order(topUp, order, default);

            Assert.Equal(300_000, await shop.Credit());
            Assert.Single(shop.Fake.Orders.Select(sent => sent.Id).Distinct());
        });
        Assert.True(tried >= 60, $"only {tried} faults");
    }

    private async Task<(TopUpShop Shop, TopUp TopUp)> Paid()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.StartedByFake();
        await Settle(shop, topUp, FakeGateway.Paid(topUp.Total, $"capture-{topUp.Id}"));
        return (shop, await shop.Stored(topUp.Id));
    }

    private static Task<TopUpStep> Settle(TopUpShop shop, TopUp topUp, PaymentResult result) =>
        shop.Desk.Settle(topUp, result, ResultSource.Notice, default);

    private static async Task<TopUp> Order(TopUpShop shop, TopUp topUp, long dong)
    {
        var ordered = await shop.Refunds.Order(topUp, New(shop, dong), default);
        Assert.True(ordered.IsAccepted(out var after, out _));
        return after;
    }

    /// <summary>Rings for this customer's polls until none is left, a day at most.</summary>
    private static async Task PollAll(TopUpShop shop)
    {
        for (var run = 0; run < 24; run++)
        {
            shop.Clock.Advance(TimeSpan.FromHours(1));
            var due = await shop.PollsBefore(shop.Clock.GetUtcNow());
            if (due.Count == 0) return;
            foreach (var poll in due) await shop.Polling.Ask(poll, default);
        }
    }

    private static RefundOrder New(TopUpShop shop, long dong) =>
        new(EffectId.New(shop.Clock.GetUtcNow()), Dong(dong), "asked for", "fiona", shop.Clock.GetUtcNow());

    private static Amount Dong(long dong) => Amount.OfMinor(dong, Currency.Vnd);
}
