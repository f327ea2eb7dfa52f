using Billing.Ledger;
using Billing.Pricing;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;
using Billing.TopUps;
using Billing.Vouchers;

namespace Billing.Simulation.Checks;

/// <summary>The app's own audit of every account, with prices, on tables that no longer fail.</summary>
public static class AuditTruth
{
    public static void Check(SimWorld world)
    {
        var clock = new VirtualClock(world.Agenda, new(), default);
        var catalogue = new PriceCatalogue(new(world.Open), clock);
        var prices = new PriceWitness(async stop => new PostedPrices(await catalogue.Newest(stop)).Fault);
        foreach (var shadow in world.Watch.Accounts)
        {
            var auditor = new LedgerAuditor(
                new(world.Open), clock, prices, [TopUpTable.Witness, RedeemedVoucherTable.Witness]);
            var report = auditor.Audit(shadow.Account, default).GetAwaiter().GetResult();
            world.Violations.Require(report.Ok, "The audit is clean", $"{shadow.Account}: {report.FirstBroken}");
        }
    }
}
