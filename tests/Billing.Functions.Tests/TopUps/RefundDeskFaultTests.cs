using Billing.Functions.Tests.Support;
using static Billing.Functions.Tests.Support.RefundStory;

namespace Billing.Functions.Tests.TopUps;

public sealed class RefundDeskFaultTests(Azurite azurite)
{
    [Fact]
    public async Task Ten_orders_at_once_never_send_back_more_than_was_paid()
    {
        var (shop, topUp) = await Paid(azurite);

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
            var (shop, topUp) = await Paid(azurite);
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
}
