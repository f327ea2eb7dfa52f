using Azure.Data.Tables;
using Billing.Ledger;
using Billing.TopUps;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>
/// Refunds, reversals and disputes that PayPal tells of, in any order; numbers are those of the list.
/// </summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class PayPalReversalTests(TopUpHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_80_two_refunds_are_two_debits_and_each_counts_once()
    {
        var world = await Paid();
        var first = world.Refunded("R1", "10.00");

        Assert.Equal(200, await world.Send(first, Stop));
        Assert.Equal(200, await world.Send(first, Stop));
        Assert.Equal(200, await world.Send(world.Refunded("R1", "10.00"), Stop));
        Assert.Equal(200, await world.Send(world.Refunded("R2", "5.00"), Stop));

        await world.Becomes(TopUpStatus.PartiallyRefunded, PayPalWorld.Cents - 1_500, Stop);
    }

    [Fact]
    public async Task A_refund_before_the_credit_counts_with_it()
    {
        var world = await PayPalWorld.Open(host, Stop);
        var refund = world.Refunded("R1", "10.00");
        refund["resource"]!["custom_id"] = world.TopUp;

        Assert.Equal(200, await world.Send(refund, Stop));
        await world.Becomes(TopUpStatus.Pending, 0, Stop);
        Assert.Equal(200, await world.Send(world.Captured("COMPLETED"), Stop));

        await world.Becomes(TopUpStatus.PartiallyRefunded, PayPalWorld.Cents - 1_000, Stop);
    }

    [Fact]
    public async Task What_went_back_while_nobody_told_us_is_not_credited()
    {
        var world = await PayPalWorld.Open(host, Stop, new { notice = new { drop = true } });
        await world.Approve(Stop);
        var capture = await world.CaptureAside(Stop);
        await world.Control($"refund?capture={capture}&value=10.00", Stop);

        for (var polls = 0; polls < 20 && await world.Status(Stop) == TopUpStatus.Pending; polls++)
        {
            await world.Poll(Stop);
            await Task.Delay(TimeSpan.FromSeconds(1.5), Stop);
        }

        await world.Becomes(TopUpStatus.PartiallyRefunded, PayPalWorld.Cents - 1_000, Stop);
    }

    [Fact]
    public async Task Case_81_after_the_credit_was_spent_what_is_taken_back_is_owed()
    {
        var world = await Paid();
        await world.Spend(20, Stop);
        await world.Becomes(TopUpStatus.Success, 500, Stop);

        Assert.Equal(200, await world.Send(world.Captured("REVERSED"), Stop));

        await world.Becomes(TopUpStatus.ChargedBack, 0, Stop);
        var state = (await Ledger(world).Load(world.Buyer.Account, Stop)).State;
        Assert.Equal(2_000, state.Debt.ToMinor());
    }

    [Fact]
    public async Task Case_81_what_PayPal_takes_back_is_taken_once()
    {
        var world = await Paid();

        Assert.Equal(200, await world.Send(world.Captured("REVERSED"), Stop));
        Assert.Equal(200, await world.Send(world.Captured("REVERSED"), Stop));

        await world.Becomes(TopUpStatus.ChargedBack, 0, Stop);
    }

    [Theory]
    [InlineData("RESOLVED_SELLER_FAVOUR", TopUpStatus.Success, PayPalWorld.Cents)]
    [InlineData("RESOLVED_WITH_PAYOUT", TopUpStatus.Success, PayPalWorld.Cents)]
    [InlineData("CANCELED_BY_BUYER", TopUpStatus.Success, PayPalWorld.Cents)]
    [InlineData("RESOLVED_BUYER_FAVOUR", TopUpStatus.ChargedBack, 0)]
    public async Task Case_82_a_dispute_holds_and_its_outcome_releases_or_debits(
        string outcome, TopUpStatus end, long cents)
    {
        var world = await Paid();

        Assert.Equal(200, await world.Send(world.Disputed("CREATED", null), Stop));
        Assert.Equal((TopUpStatus.Disputed, PayPalWorld.Cents), (await world.Status(Stop), await Held(world)));
        Assert.Equal(200, await world.Send(world.Disputed("RESOLVED", outcome), Stop));
        Assert.Equal(200, await world.Send(world.Disputed("UPDATED", null), Stop));

        await world.Becomes(end, cents, Stop);
        Assert.Equal(0, await Held(world));
    }

    [Theory]
    [InlineData("refund")]
    [InlineData("reverse")]
    [InlineData("dispute")]
    public async Task The_sandboxs_own_news_of_money_going_back_is_understood(string what)
    {
        var world = await PayPalWorld.Open(host, Stop);
        await world.Return(await world.Approve(Stop), Stop);
        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
        var capture = await world.RealCapture(Stop);

        await world.Control($"{what}?capture={capture}", Stop);
        if (what == "dispute")
        {
            await world.Becomes(TopUpStatus.Disputed, PayPalWorld.Cents, Stop);
            await world.Control($"dispute?capture={capture}&outcome=RESOLVED_BUYER_FAVOUR", Stop);
        }

        await world.Becomes(what == "refund" ? TopUpStatus.Refunded : TopUpStatus.ChargedBack, 0, Stop);
    }

    private static LedgerTable Ledger(PayPalWorld world) =>
        new(new TableServiceClient(world.Buyer.Host.StorageConnection));

    private static async Task<long> Held(PayPalWorld world) =>
        (await Ledger(world).Load(world.Buyer.Account, Stop)).State.Held.ToMinor();

    private async Task<PayPalWorld> Paid()
    {
        var world = await PayPalWorld.Open(host, Stop);
        Assert.Equal(200, await world.Send(world.Captured("COMPLETED"), Stop));
        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
        return world;
    }
}
