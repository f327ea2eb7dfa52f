using Billing.Functions.Tests.Support;
using Billing.Pricing;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;

namespace Billing.Simulation.Operations;

/// <summary>Staff publish prices for later.</summary>
public sealed class PriceOperations(SimWorld world, SimScene scene)
{
    private const int MaxVersions = 30;

    private readonly Dice _dice = world.Dice.For("prices");
    private int _published;

    public IEnumerable<SimOperation> All => [new("publish a price", 2, Publish)];

    private async Task Publish(SimWorker worker)
    {
        if (_published++ >= MaxVersions) return;
        var now = worker.Clock.GetUtcNow();
        var lead = _dice.Between(default, TimeSpan.FromHours(1));
        var from = now + RateCard.MinNotice + lead;
        var terms = Some.Terms(Some.PerUnit($"0.{1 + _dice.Below(900)}", "7"), from);
        await worker.Service<RateCardTable>()
            .Publish(SimScene.Card(_dice.Pick(scene.Meters)), it => it.Publish(terms, now), default);
    }
}
