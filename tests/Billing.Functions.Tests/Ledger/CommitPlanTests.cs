using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class CommitPlanTests
{
    [Fact]
    public void A_commit_has_facts_when_its_entry_brings_one_or_the_book_raises_one()
    {
        var head = AccountHead.New(Account());
        var opened = CommitPlan.Of(head, Opening("10"), []);
        var limited = CommitPlan.Of(opened.Next, Entry(new MovementFact.ThresholdsSet(true, [Usd("5")])), []);

        Assert.False(opened.HasFacts);
        Assert.False(limited.HasFacts);
        Assert.True(CommitPlan.Of(head, Opening() with { Outbox = [new("told", "{}")] }, []).HasFacts);
        Assert.False(CommitPlan.Of(limited.Next, Spending(limited.Next.State, Usd("5"), Noon), []).HasFacts);
        Assert.True(CommitPlan.Of(limited.Next, Spending(limited.Next.State, Usd("6"), Noon), []).HasFacts);
    }
}
