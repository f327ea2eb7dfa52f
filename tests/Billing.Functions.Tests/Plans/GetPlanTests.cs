using Billing.Functions.Tests.Support;

namespace Billing.Functions.Tests.Plans;

public sealed class GetPlanTests(Azurite azurite)
{
    [Fact]
    public async Task A_running_plan_says_what_is_left_of_it_in_money_and_time()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Running();
        shop.Clock.Advance(TimeSpan.FromDays(1));

        var seen = PlanShop.Json(await shop.Get(plan));

        Assert.Equal(
            ("active", "active"), (seen["status"]!.GetValue<string>(), seen["shownStatus"]!.GetValue<string>()));
        Assert.Equal(("100", "0"), (
            seen["remaining"]!["amount"]!.GetValue<string>(), seen["used"]!["amount"]!.GetValue<string>()));
        Assert.Equal(27 * 86_400, seen["term"]!["remainingSeconds"]!.GetValue<long>());
        Assert.Null(seen["createdBy"]);
        Assert.Equal("sally", PlanShop.Json(await shop.Get(plan, shop.Sales()))["createdBy"]!.GetValue<string>());
    }

    [Fact]
    public async Task There_is_no_plan_of_another_account()
    {
        var (shop, other) = (await PlanShop.Open(azurite), await PlanShop.Open(azurite));
        var plan = await shop.Sent();

        Assert.Equal("404 not_found", PlanShop.Summary(await other.Get(plan)));
        Assert.Equal("404 not_found", PlanShop.Summary(await other.Confirm(plan)));
    }
}
