using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using static Billing.Functions.Tests.Support.RefundStory;

namespace Billing.Functions.Tests.TopUps;

public sealed class RefundDeskTests(Azurite azurite)
{
    [Fact]
    public async Task A_refund_that_the_gateway_takes_is_taken_of_the_credit()
    {
        var (shop, topUp) = await Paid(azurite);

        var after = await Order(shop, topUp, 200_000);

        Assert.Equal(FakeGateway.RefundOf(shop.Fake.Orders.Single()), after.Reversals.Orders.Values.Single().Refund);
        Assert.Equal(TopUpStatus.PartiallyRefunded, after.Status);
        Assert.Equal(300_000, await shop.Credit());
    }

    [Fact]
    public async Task A_refund_that_the_gateway_refuses_leaves_the_credit_free()
    {
        var (shop, topUp) = await Paid(azurite);
        shop.Fake.Refunds = new RefundAnswer.Refused("charge_disputed");

        var after = await Order(shop, topUp, 200_000);

        Assert.Equal("charge_disputed", after.Reversals.Orders.Values.Single().Refusal);
        Assert.Equal((TopUpStatus.Success, 500_000), (after.Status, await shop.Credit()));
        Assert.True((await shop.Ledger.Load(shop.Account, default)).State.Held.IsZero);
    }

    [Fact]
    public async Task A_refund_without_an_answer_holds_the_credit_and_is_sent_again_by_the_timer_under_the_same_id()
    {
        var (shop, topUp) = await Paid(azurite);
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
    public async Task A_refund_that_is_never_answered_is_settled_by_a_person_once()
    {
        var (shop, topUp) = await Paid(azurite);
        shop.Fake.Refunds = new RefundAnswer.Unanswered("94");
        var order = (await Order(shop, topUp, 200_000)).Reversals.Orders.Keys.Single();
        await PollAll(shop);
        Assert.Single(await shop.PollsBefore(shop.Clock.GetUtcNow().AddDays(2)));

        var accepted = new RefundAnswer.Accepted("found-1");
        Assert.True((await shop.Desk.Settle(topUp, order, accepted, "fiona", default)).IsAccepted(out _, out _));
        Assert.True((await shop.Desk.Settle(topUp, order, accepted, "fiona", default)).IsAccepted(out _, out _));
        var other = await shop.Desk.Settle(topUp, order, new RefundAnswer.Refused("by_hand"), "fiona", default);
        Assert.False(other.IsAccepted(out _, out var refusal));

        Assert.Equal(OutcomeRefusal.Answered, refusal);
        Assert.Equal(300_000, await shop.Credit());
        Assert.Equal("fiona", (await shop.Stored(topUp.Id)).Reversals.Orders[order].Remark);
    }

    [Fact]
    public async Task The_same_order_again_is_the_same_refund_also_after_it_was_answered()
    {
        var (shop, topUp) = await Paid(azurite);
        var order = New(shop, 200_000);

        await shop.Refunds.Order(topUp, order, default);
        await shop.Refunds.Order(topUp, order, default);

        Assert.Single(shop.Fake.Orders);
        Assert.Equal(300_000, await shop.Credit());
    }

    [Fact]
    public async Task The_gateways_own_news_of_the_refund_does_not_take_it_twice()
    {
        var (shop, topUp) = await Paid(azurite);
        await Order(shop, topUp, 200_000);

        var refund = FakeGateway.RefundOf(shop.Fake.Orders.Single());
        await Settle(shop, topUp, new PaymentResult.Refunded(refund, Dong(200_000)));
        await Settle(shop, topUp, new PaymentResult.RefundedInAll(Dong(200_000)));

        Assert.Equal(300_000, await shop.Credit());
    }

    [Fact]
    public async Task A_refund_that_fails_afterwards_gives_the_credit_again()
    {
        var (shop, topUp) = await Paid(azurite);
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
        var (shop, topUp) = await Paid(azurite);

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
}
