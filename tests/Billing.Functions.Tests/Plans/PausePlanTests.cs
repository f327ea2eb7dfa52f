using Billing.Functions.Tests.Support;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class PausePlanTests(Azurite azurite)
{
    [Fact]
    public async Task Pausing_again_is_the_same_pause()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Running();

        await shop.Pause(plan);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        var paused = PlanShop.Json(await shop.Pause(plan));

        Assert.Equal(("paused", "active", true), (
            paused["status"]!.GetValue<string>(), paused["shownStatus"]!.GetValue<string>(),
            paused["isPaused"]!.GetValue<bool>()));
        Assert.Equal(SomePlan.Start, (await shop.Stored(plan)).PausedAt);
    }

    [Fact]
    public async Task What_does_not_run_cannot_be_paused()
    {
        var shop = await PlanShop.Open(azurite);

        Assert.Equal("409 wrong_state", PlanShop.Summary(await shop.Pause(await shop.Sent())));
        Assert.Equal("404 not_found", PlanShop.Summary(await shop.Pause("none")));
    }
}
