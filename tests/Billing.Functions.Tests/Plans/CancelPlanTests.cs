using Billing.Functions.Tests.Support;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class CancelPlanTests(Azurite azurite)
{
    private const string Reason = """{"reason":"No longer needed"}""";

    [Fact]
    public async Task A_customer_cancels_what_has_not_begun_and_again_is_the_same()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Sent();
        await shop.Confirm(plan);

        Assert.Equal("-", PlanShop.Summary(await shop.Cancel(plan, shop.Customer(Reason))));
        Assert.Equal("-", PlanShop.Summary(await shop.Cancel(plan, shop.Customer(Reason))));

        Assert.Equal(PlanStatus.Cancelled, (await shop.Stored(plan)).Status);
        Assert.Equal("No longer needed", (await shop.Stored(plan)).End!.Reason);
    }

    [Fact]
    public async Task A_plan_that_runs_is_cancelled_by_sales_alone()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Running();
        shop.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("409 only_by_sales", PlanShop.Summary(await shop.Cancel(plan, shop.Customer(Reason))));
        Assert.Equal("-", PlanShop.Summary(await shop.Cancel(plan, shop.Sales(Reason))));

        Assert.Equal(PlanStatus.Cancelled, (await shop.Stored(plan)).Status);
    }

    [Fact]
    public async Task A_reason_is_given() => Assert.Equal(
        ["reason:required"],
        (await (await PlanShop.Open(azurite)).Cancel("x", (await PlanShop.Open(azurite)).Sales())).Faults());
}
