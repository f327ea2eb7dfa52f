using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class PlanJsonTests
{
    [Fact]
    public void A_plan_comes_back_from_its_stored_form_as_it_was()
    {
        var draft = SomePlan.Draft(SomePlan.Terms(PaymentStructure.PartialUpfront));
        var scene = new PlanScene(SomePlan.Start, SomePlan.Start, [], SomePlan.Usd(0));
        Assert.True(draft.Apply(
            new PlanFact.Offered(OfferKind.Plan, null, SomePlan.Start.AddDays(14), "sally"), scene)
            .IsAccepted(out var sent, out _));
        Assert.True(sent.Plan.Apply(new PlanFact.Confirmed(1, "carl"), scene).IsAccepted(out var step, out _));
        Assert.True(step.Plan.Apply(
            new PlanFact.Paid(1, "p1", "vnpay", SomePlan.Usd(40)), scene).IsAccepted(out var paid, out _));

        var json = PlanJson.Write(paid.Plan);

        Assert.Equal(json, PlanJson.Write(PlanJson.Read(json)));
        Assert.Equal(PlanStatus.Active, PlanJson.Read(json).Status);
        Assert.Equal(new(2026, 2, 28, 9, 30, 0, TimeSpan.Zero), PlanJson.Read(json).TermUntil);
        Assert.Equal(
            ["PlanPaid", "CoverActivated"], paid.Movements.Select(movement => movement.GetType().Name));
    }
}
