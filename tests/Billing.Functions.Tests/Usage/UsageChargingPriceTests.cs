using Billing.Functions.Tests.Support;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class UsageChargingPriceTests(Azurite azurite)
{
    private static int _meters;

    /// <summary>
    /// At whichever call a price is published, as early as it may be, by a clock that is fast or slow, while an event
    /// is charged that is as far ahead as it may be: the audit holds each line against all that was published.
    /// </summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(-10, 10)]
    [InlineData(10, -10)]
    public async Task No_price_is_published_for_events_that_may_be_charged_already(int publisher, int charger)
    {
        var clean = new FaultPlan();
        await Charge(clean, publisher, charger);
        for (var call = 1; call <= clean.Calls; call++)
            await Charge(new(call, CallFault.PreconditionFailed), publisher, charger);
    }

    [Fact]
    public async Task The_price_list_is_read_again_once_a_new_price_could_be_due()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var book = await world.Catalogue.Newest(default);
        var latest = Some.Noon + PriceBook.Foresight;

        Assert.Same(book, await world.Catalogue.For(latest.AddTicks(-1), default));
        Assert.NotSame(book, await world.Catalogue.For(latest, default));
        Assert.Equal(new(1, 0, 0), await world.Charge(account, Some.EventJson("e-1", account.Value)));
    }

    private async Task Charge(FaultPlan plan, int publisher, int charger)
    {
        var card = $"ai-inference/raced-{Interlocked.Increment(ref _meters)}/USD";
        var (staff, world) = (await UsageWorld.Open(azurite), await UsageWorld.Open(azurite, plan));
        var account = await staff.Customer();
        await staff.Publish(card, Some.Terms());
        // Clocks of tests only go forward: the true time is ten minutes past noon.
        staff.Clock.Advance(TimeSpan.FromMinutes(10 + publisher));
        world.Clock.Advance(TimeSpan.FromMinutes(10 + charger));
        var latest = world.Clock.GetUtcNow() + UsageRules.Default.MaxAhead;
        var soon = Some.EventJson("soon", account.Value, latest, meter: card.Split('/')[1]);
        plan.AfterFault = Publish;

        await Record.ExceptionAsync(() => world.Charge(account, soon.DeepClone().AsObject()));
        plan.AfterFault = null;
        if (!plan.Fired) await Publish();
        var restarted = await UsageWorld.Open(azurite);
        restarted.Clock.SetUtcNow(world.Clock.GetUtcNow());
        await restarted.Charge(account, soon);

        Assert.EndsWith("by 1 lines, 0 kept", await staff.Charged(account));

        Task Publish() => staff.Publish(
            card, Some.Terms(Some.PerUnit("7"), staff.Clock.GetUtcNow() + RateCard.MinNotice));
    }
}
