using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;

namespace Billing.Functions.Tests.History;

public sealed class PlanBalanceTests
{
    [Fact]
    public void A_cover_that_is_paused_is_shown_and_marked()
    {
        var cover = Cover.Activate(new("plan:one:1"), SomeCover.Terms(), seq: 1);

        var shown = PlanBalance.Of([cover, cover with { Pays = false }], SomeLedger.Noon);

        Assert.Equal([true, false], shown.Select(plan => plan.Pays));
    }
}
