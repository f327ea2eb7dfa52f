using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Platform;

namespace Billing.Functions.Tests.Support;

/// <summary>A plan without a store, with the covers that its movements make, and top-up credit enough.</summary>
public sealed record PlanStory(Plan Plan, ImmutableArray<Cover> Covers, DateTimeOffset Now)
{
    public static PlanStory Of(PlanTerms terms) => new(SomePlan.Draft(terms), [], SomePlan.Start);

    public PlanStory After(TimeSpan time) => this with { Now = Now + time };

    public PlanStory At(DateTimeOffset time) => this with { Now = time };

    public PlanStory Sent() =>
        Then(new PlanFact.Offered(OfferKind.Plan, null, Now.AddDays(14), "sally"));

    public PlanStory Confirmed() => Sent().Then(new PlanFact.Confirmed(Plan.Version, "ann"));

    public PlanStory Paid(int number) => Then(Payment(number));

    public PlanFact.Paid Payment(int number) => new(
        number, $"pay-{number}", "vnpay", Plan.InstalmentOf(number)?.Amount ?? SomePlan.Usd(80));

    /// <summary>All that the clock brings until then.</summary>
    public PlanStory Until(DateTimeOffset time)
    {
        var story = this;
        while (PlanClock.Next(story.Plan) is { } due && due.At <= time)
            story = story.At(due.At > story.Now ? due.At : story.Now).Then(due.Fact);
        return story.At(time);
    }

    public PlanStory Then(PlanFact fact)
    {
        Assert.True(Try(fact).IsAccepted(out var step, out var refusal), $"{fact}: {refusal}");
        return this with { Plan = step.Plan, Covers = step.Movements.Aggregate(Covers, After) };
    }

    public Outcome<PlanStep, PlanRefusal> Try(PlanFact fact) =>
        Plan.Apply(fact, new(Now, Now, Covers, Amount.OfMinor(100_000, Plan.Currency)));

    private static ImmutableArray<Cover> After(ImmutableArray<Cover> covers, MovementFact fact) => fact switch
    {
        MovementFact.CoverActivated begun => covers.Add(Cover.Activate(begun.Cover, begun.Terms, covers.Length + 1)),
        MovementFact.CoverChanged changed =>
            [.. covers.Select(it => it.Id == changed.Cover ? it with { Terms = changed.Terms } : it)],
        MovementFact.CoverExpired expired => covers.RemoveAll(it => it.Id == expired.Cover),
        _ => covers,
    };
}
