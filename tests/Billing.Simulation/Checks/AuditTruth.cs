using Billing.Ledger;
using Billing.Pricing;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;
using static Billing.Simulation.Support.Answers;

namespace Billing.Simulation.Checks;

/// <summary>The app's own audit of every account, with prices, on tables that no longer fail.</summary>
public static class AuditTruth
{
    /// <param name="credits">Left out where credits are made without the rows that stand for them.</param>
    public static void Check(SimWorld world, params CreditWitness[] credits)
    {
        var clock = new VirtualClock(world.Agenda, new(), default);
        var catalogue = new PriceCatalogue(new(world.Open), clock);
        var prices = new PriceWitness(async stop => new PostedPrices(await catalogue.Newest(stop)).Fault);
        foreach (var shadow in world.Watch.Accounts)
        {
            var auditor = new LedgerAuditor(new(world.Open), clock, prices, credits);
            var report = Now(auditor.Audit(shadow.Account, default));
            world.Violations.Require(report.Ok, "The audit is clean", $"{shadow.Account}: {report.FirstBroken}");
        }
    }
}
