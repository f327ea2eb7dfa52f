using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>Refunds and disputes that Stripe tells of, in any order; numbers are those of the list.</summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class StripeReversalTests(TopUpHost host)
{
    private const int PatienceTenths = 400;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_50_the_same_refund_twice_is_debited_once()
    {
        var world = await Paid();

        Assert.Equal(200, await world.Send(Refunded(world, 1_000), Stop));
        Assert.Equal(200, await world.Send(Refunded(world, 1_000), Stop));
        Assert.Equal(2_000, await world.Buyer.Credit(Stop));

        Assert.Equal(200, await world.Send(Refunded(world, 3_000), Stop));
        Assert.Equal(200, await world.Send(Refunded(world, 1_000), Stop));
        Assert.Equal(0, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task Case_51_more_than_was_paid_takes_what_was_paid()
    {
        var world = await Paid();

        Assert.Equal(200, await world.Send(Refunded(world, 5_000), Stop));

        Assert.Equal(0, await world.Buyer.Credit(Stop));
        Assert.Equal("Refunded", await world.Status(Stop));
    }

    [Fact]
    public async Task Case_53_a_dispute_that_is_won_and_paid_back_costs_nothing()
    {
        var world = await Paid();
        (string Type, string Status)[] steps =
        [
            ("created", "needs_response"), ("funds_withdrawn", "needs_response"), ("closed", "won"),
            ("funds_reinstated", "won"),
        ];

        foreach (var (type, status) in steps) Assert.Equal(200, await world.Send(Disputed(world, type, status), Stop));

        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
        Assert.Equal("Success", await world.Status(Stop));
    }

    [Fact]
    public async Task A_dispute_that_is_lost_takes_the_credit_once()
    {
        var world = await Paid();

        Assert.Equal(200, await world.Send(Disputed(world, "closed", "lost"), Stop));
        Assert.Equal(200, await world.Send(Disputed(world, "funds_withdrawn", "needs_response"), Stop));
        Assert.Equal(200, await world.Send(Disputed(world, "created", "needs_response"), Stop));

        Assert.Equal(0, await world.Buyer.Credit(Stop));
        Assert.Equal("ChargedBack", await world.Status(Stop));
    }

    [Fact]
    public async Task Case_54_a_refund_before_the_success_waits_for_it()
    {
        var world = await StripeWorld.Open(host, Stop);
        var refund = Refunded(world, 1_000);

        Assert.Equal(200, await world.Send(refund, Stop));
        Assert.Equal("Parked", await world.Outcome(refund, Stop));
        Assert.Equal(0, await world.Buyer.Credit(Stop));
        Assert.Equal(200, await world.Send(world.Completed(), Stop));

        Assert.Equal(2_000, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task What_people_do_at_Stripe_reaches_the_ledger()
    {
        var world = await StripeWorld.Open(host, Stop);
        await world.Control($"pay?session={world.Session}", Stop);

        Assert.Equal(200, await world.Control($"refund?intent={world.Intent}&amount=1000", Stop));
        await Eventually(world, 2_000);
        foreach (var step in (string[])["opened", "withdrawn"])
            Assert.Equal(200, await world.Control($"dispute?intent={world.Intent}&step={step}", Stop));
        await Eventually(world, 0);
        Assert.Equal(200, await world.Control($"dispute?intent={world.Intent}&step=reinstated", Stop));
        await Eventually(world, 2_000);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("500", false)]
    [InlineData("reset", true)]
    public async Task What_finance_sends_back_is_taken_once_and_given_again_when_it_does_not_arrive(
        string failure, bool tookEffect)
    {
        var world = await StripeWorld.Open(host, Stop);
        await world.Control($"pay?session={world.Session}", Stop);
        await world.Buyer.Order(new { nextCall = new { failure, call = "refund", tookEffect } }, Stop);
        var finance = await world.Buyer.Host.Api.Token("finance-1", "finance", null, Stop);

        var refund = await world.Buyer.Host.Api.Post(
            $"payments/{world.TopUp}/refunds", finance,
            new JsonObject
            {
                ["amount"] = new JsonObject { ["amount"] = "1000", ["currency"] = "JPY" }, ["reason"] = "asked",
            },
            $"refund-{world.TopUp}", Stop);

        Assert.Equal("accepted", refund!["status"]!.GetValue<string>());
        await Eventually(world, 2_000);
        await Task.Delay(500, Stop);
        Assert.Equal(2_000, await world.Buyer.Credit(Stop));
        Assert.Equal("PartiallyRefunded", await world.Status(Stop));
        Assert.Equal(200, await world.Control($"refund-fail?refund={refund["gatewayRefundId"]}", Stop));
        await Eventually(world, StripeWorld.Yen);
    }

    private static JsonObject Refunded(StripeWorld world, long total) =>
        StripeWorld.Event("charge.refunded", world.RefundedCharge(total));

    private static JsonObject Disputed(StripeWorld world, string type, string status) =>
        StripeWorld.Event($"charge.dispute.{type}", world.Dispute(status));

    private static async Task Eventually(StripeWorld world, long yen)
    {
        for (var waited = 0; waited < PatienceTenths && await world.Buyer.Credit(Stop) != yen; waited++)
            await Task.Delay(100, Stop);
        Assert.Equal(yen, await world.Buyer.Credit(Stop));
    }

    private async Task<StripeWorld> Paid()
    {
        var world = await StripeWorld.Open(host, Stop);
        Assert.Equal(200, await world.Send(world.Completed(), Stop));
        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
        return world;
    }
}
