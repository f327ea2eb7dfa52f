using Billing.Functions.Tests.Support;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class SendPlanTests(Azurite azurite)
{
    [Fact]
    public async Task A_sent_plan_is_seen_by_its_customer_and_its_lifecycle_begins()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Sent();

        var seen = PlanShop.Json(await shop.Get(plan));

        Assert.Equal(
            ("sent", "offer", "2026-02-14T09:30:00Z"),
            (seen["status"]!.GetValue<string>(), seen["shownStatus"]!.GetValue<string>(),
                seen["offer"]!["until"]!.GetValue<string>()));
        Assert.Equal([$"start {plan}"], shop.Lifecycles.Told);
    }

    [Fact]
    public async Task Sending_again_is_the_same_offer_and_another_time_a_new_one()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Sent();
        shop.Clock.Advance(TimeSpan.FromDays(1));

        await shop.Send(plan);
        Assert.Equal(SomePlan.Start.AddDays(14), (await shop.Stored(plan)).Offer!.Until);

        await shop.Send(plan, """{"until":"2026-03-01T00:00:00Z"}""");
        Assert.Equal(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), (await shop.Stored(plan)).Offer!.Until);
    }

    [Theory]
    [InlineData("2026-01-31T09:30:00Z", "until:in_the_past")]
    [InlineData("2027-02-01T00:00:00Z", "until:too_late")]
    [InlineData("soon", "until:invalid")]
    public async Task An_offer_stands_for_a_while(string until, string fault)
    {
        var shop = await PlanShop.Open(azurite);
        var plan = PlanShop.Json(await shop.Draft())["planId"]!.GetValue<string>();

        Assert.Equal([fault], (await shop.Send(plan, $$"""{"until":"{{until}}"}""")).Faults());
    }

    [Fact]
    public async Task A_lifecycle_that_cannot_be_woken_keeps_no_plan_from_being_sent()
    {
        var shop = await PlanShop.Open(azurite);
        shop.Lifecycles.Away = 1;

        var plan = await shop.Sent();

        Assert.Equal(PlanStatus.Sent, (await shop.Stored(plan)).Status);
        Assert.Empty(shop.Lifecycles.Told);
    }
}
