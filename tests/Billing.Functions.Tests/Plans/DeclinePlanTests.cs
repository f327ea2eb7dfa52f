using Billing.Functions.Tests.Support;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class DeclinePlanTests(Azurite azurite)
{
    [Fact]
    public async Task A_declined_plan_is_over_and_declining_again_is_the_same()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Sent();

        Assert.Equal("409 offer_changed", PlanShop.Summary(await shop.Decline(plan, version: 2)));
        Assert.Equal("-", PlanShop.Summary(await shop.Decline(plan)));
        Assert.Equal("-", PlanShop.Summary(await shop.Decline(plan)));

        Assert.Equal(PlanStatus.Declined, (await shop.Stored(plan)).Status);
        Assert.Equal("409 nothing_offered", PlanShop.Summary(await shop.Confirm(plan)));
    }

    [Fact]
    public async Task A_declined_change_leaves_the_plan_as_it_runs()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Running();
        await shop.Renew(plan, shop.Sales());

        Assert.Equal("-", PlanShop.Summary(await shop.Decline(plan, version: 2)));

        var stored = await shop.Stored(plan);
        Assert.Equal((PlanStatus.Active, null), (stored.Status, stored.Offer));
    }
}
