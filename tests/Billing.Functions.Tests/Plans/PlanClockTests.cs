using Billing.Functions.Tests.Support;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class PlanClockTests
{
    [Fact]
    public void A_draft_waits_for_nothing() => Assert.Null(PlanClock.Next(SomePlan.Draft()));

    [Fact]
    public void A_sent_offer_lapses()
    {
        var sent = Sent(SomePlan.Terms());

        Assert.Equal(new PlanDue(SomePlan.Start.AddDays(14), new PlanFact.OfferLapsed()), PlanClock.Next(sent));
    }

    /// <summary>All that time does to a confirmed plan that is never paid.</summary>
    [Fact]
    public void An_unpaid_plan_is_reminded_asked_and_given_up() => Assert.Equal(
        ["4 Dunned Reminded", "7 Dunned Due", "8 Dunned Overdue", "14 Dunned Suspended"],
        Run(Confirmed(SomePlan.Terms())));

    [Fact]
    public void An_active_plan_is_told_of_its_end_and_ends() => Assert.Equal(
        ["14 EndNear", "18 RenewalOpened", "21 EndNear", "27 EndNear", "28 TermOver"],
        Run(Paid(Confirmed(SomePlan.Terms()))));

    [Fact]
    public void A_plan_of_minutes_is_active_before_its_renewal_is_pending()
    {
        var brief = SomePlan.Terms() with { Duration = new(DurationUnit.Second, 120) };

        var next = PlanClock.Next(Paid(Confirmed(brief)));

        Assert.Equal(new PlanDue(SomePlan.Start.AddSeconds(60), new PlanFact.RenewalOpened()), next);
    }

    [Fact]
    public void What_was_refused_waits_an_hour_and_keeps_nothing_else_waiting()
    {
        var end = SomePlan.Start.AddDays(28);
        var plan = Paid(Confirmed(SomePlan.Terms())) with
        {
            IsRenewalOpen = true, DaysTold = 1, RetryAt = end.AddMinutes(-10) + PlanScene.Patience,
            Offer = new(2, OfferKind.Renewal, SomePlan.Terms(), SomePlan.Start, end.AddMinutes(-10), "sally"),
        };

        Assert.Equal(end, PlanClock.WakeAt(plan));
        Assert.Empty(PlanClock.Due(plan, end.AddSeconds(-1)));
        Assert.Equal([new PlanFact.TermOver()], PlanClock.Due(plan, end).Select(due => due.Fact));
        Assert.Equal(2, PlanClock.Due(plan, end.AddMinutes(50)).Count());
    }

    private static PlanScene Scene(DateTimeOffset at) => new(at, at, [], SomePlan.Usd(0));

    private static Plan Sent(PlanTerms terms) => After(
        SomePlan.Draft(terms),
        new PlanFact.Offered(OfferKind.Plan, null, SomePlan.Start.AddDays(14), "sally"),
        Scene(SomePlan.Start)).Plan;

    private static Plan Confirmed(PlanTerms terms) =>
        After(Sent(terms), new PlanFact.Confirmed(1, "carl"), Scene(SomePlan.Start)).Plan;

    private static Plan Paid(Plan plan) => After(
        plan, new PlanFact.Paid(1, "p1", "vnpay", SomePlan.Usd(80)), Scene(SomePlan.Start)).Plan;

    private static PlanStep After(Plan plan, PlanFact fact, PlanScene scene)
    {
        Assert.True(plan.Apply(fact, scene).IsAccepted(out var step, out var refusal), $"{fact}: {refusal}");
        return step;
    }

    private static List<string> Run(Plan plan)
    {
        var seen = new List<string>();
        while (!plan.IsOver && PlanClock.Next(plan) is { } due)
        {
            var day = (int)(due.At - SomePlan.Start).TotalDays;
            seen.Add($"{day} {due.Fact.GetType().Name}{(due.Fact is PlanFact.Dunned dunned ? $" {dunned.Step}" : "")}");
            plan = After(plan, due.Fact, Scene(due.At)).Plan;
        }
        return seen;
    }
}
