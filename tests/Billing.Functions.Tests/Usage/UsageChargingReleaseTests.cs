using Billing.Functions.Tests.Support;

namespace Billing.Functions.Tests.Usage;

public sealed class UsageChargingReleaseTests(Azurite azurite)
{
    [Fact]
    public async Task An_event_that_came_too_early_and_is_sent_again_leaves_quarantine_when_it_is_charged()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var early = Some.EventJson(account: account.Value, time: Some.Noon.AddMinutes(6));
        Assert.Equal(new(0, 1, 0), await world.Charge(account, early.DeepClone().AsObject()));

        var later = await UsageWorld.Open(azurite);
        later.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(new(1, 0, 0), await later.Charge(account, early.DeepClone().AsObject()));

        Assert.Empty(await later.Kept(account));
        Assert.Equal("0.000165 by 1 lines, 0 kept", await later.Charged(account));
        Assert.Equal(new(0, 0, 1), await later.Charge(account, early));
    }

    [Fact]
    public async Task A_process_that_kept_the_event_itself_releases_it_as_well()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var early = Some.EventJson(account: account.Value, time: Some.Noon.AddMinutes(6));
        await world.Charge(account, Some.EventJson("other", account.Value), early.DeepClone().AsObject());

        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.Charge(account, early);

        Assert.Empty(await world.Kept(account));
        Assert.Equal("0.00033 by 2 lines, 0 kept", await world.Charged(account));
    }

    [Fact]
    public async Task Every_fault_at_every_call_charges_it_once_and_leaves_nothing_in_quarantine()
    {
        await FaultPlan.TryEach(async plan =>
        {
            var world = await UsageWorld.Open(azurite);
            var account = await world.Customer();
            var early = Some.EventJson(account: account.Value, time: Some.Noon.AddMinutes(6));
            await world.Charge(account, early.DeepClone().AsObject());
            var faulty = await UsageWorld.Open(azurite, plan);
            faulty.Clock.Advance(TimeSpan.FromMinutes(2));
            await Record.ExceptionAsync(() => faulty.Charge(account, early.DeepClone().AsObject()));

            var restarted = await UsageWorld.Open(azurite);
            restarted.Clock.Advance(TimeSpan.FromMinutes(2));
            await restarted.Charge(account, early);

            Assert.Equal("0.000165 by 1 lines, 0 kept", await restarted.Charged(account));
        });
    }
}
