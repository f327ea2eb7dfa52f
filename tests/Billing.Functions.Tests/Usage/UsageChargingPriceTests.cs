using Billing.Functions.Tests.Support;

namespace Billing.Functions.Tests.Usage;

public sealed class UsageChargingPriceTests(Azurite azurite)
{
    private static int _meters;

    /// <summary>At whichever call time passes and a price is published: the audit holds each line against it.</summary>
    [Fact]
    public async Task A_price_published_while_a_charge_is_tried_again_is_the_price_that_is_charged()
    {
        var clean = new FaultPlan();
        await Charge(clean);
        for (var call = 1; call <= clean.Calls; call++) await Charge(new(call, CallFault.PreconditionFailed));
    }

    private async Task Charge(FaultPlan plan)
    {
        var meter = $"raced-{Interlocked.Increment(ref _meters)}";
        var clean = await UsageWorld.Open(azurite);
        var account = await clean.Customer();
        await clean.Publish($"ai-inference/{meter}/USD", Some.Terms());
        var soon = Some.EventJson("soon", account.Value, Some.Noon.AddMinutes(4), meter: meter);
        var world = await UsageWorld.Open(azurite, plan);
        plan.AfterFault = async () =>
        {
            clean.Clock.Advance(TimeSpan.FromMinutes(2));
            await clean.Publish(
                $"ai-inference/{meter}/USD", Some.Terms(Some.PerUnit("7"), clean.Clock.GetUtcNow().AddSeconds(30)));
            world.Clock.Advance(TimeSpan.FromMinutes(2.5));
        };

        await Record.ExceptionAsync(() => world.Charge(account, soon.DeepClone().AsObject()));
        plan.AfterFault = null;
        var restarted = await UsageWorld.Open(azurite);
        restarted.Clock.Advance(TimeSpan.FromMinutes(2.5));
        await restarted.Charge(account, soon);

        Assert.EndsWith("by 1 lines, 0 kept", await restarted.Charged(account));
    }
}
