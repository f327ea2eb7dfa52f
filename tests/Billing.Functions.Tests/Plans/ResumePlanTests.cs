using Billing.Functions.Tests.Support;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class ResumePlanTests(Azurite azurite)
{
    [Fact]
    public async Task The_end_moves_by_the_pause_and_resuming_again_is_the_same()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Running();
        var until = (await shop.Stored(plan)).TermUntil;
        await shop.Pause(plan);
        shop.Clock.Advance(TimeSpan.FromDays(2));

        await shop.Resume(plan);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("-", PlanShop.Summary(await shop.Resume(plan)));

        var stored = await shop.Stored(plan);
        Assert.Equal((PlanStatus.Active, until + TimeSpan.FromDays(2)), (stored.Status, stored.TermUntil));
    }
}
