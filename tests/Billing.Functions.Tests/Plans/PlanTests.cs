using Billing.Functions.Tests.Support;
using Billing.Plans;
using Billing.Platform;

namespace Billing.Functions.Tests.Plans;

/// <summary>
/// Every fact against a plan in every status: what it becomes, or why not; a dot changes nothing. What most statuses
/// have in common stands last, for all others.
/// </summary>
public sealed class PlanTests
{
    private const string Table = "tests/Billing.Functions.Tests/Plans/PlanTests.txt";

    private const string Due = ", in its time";

    private const int MostNamed = 4;

    private static readonly DateTimeOffset Start = SomePlan.Start;

    private static readonly PlanTerms Parts = SomePlan.Terms(PaymentStructure.PartialUpfront);

    private static readonly (string Name, PlanStory Story)[] States =
    [
        ("draft", PlanStory.Of(Parts)),
        ("sent", PlanStory.Of(Parts).Sent()),
        ("declined", PlanStory.Of(Parts).Sent().Then(new PlanFact.Declined(1, "ann"))),
        ("lapsed", PlanStory.Of(Parts).Sent().Until(Start.AddDays(15))),
        ("awaiting", PlanStory.Of(Parts).Confirmed()),
        ("scheduled", PlanStory.Of(Parts with { StartsAt = Start.AddDays(3) }).Confirmed().Paid(1)),
        ("active", Active),
        ("paused", Active.Then(new PlanFact.Paused("ann"))),
        ("suspended", Active.Until(Start.AddDays(23))),
        ("renewing", Renewing),
        ("between", Renewing.Until(Start.AddDays(29))),
        ("covered", Renewing.Paid(3).Until(Start.AddDays(28).AddMinutes(-5))),
        ("expired", Active.Paid(2).Until(Start.AddDays(29))),
        ("cancelled", Active.Then(new PlanFact.Cancelled("asked", "ann"))),
    ];

    private static readonly (string Name, Func<PlanStory, PlanFact> Fact)[] Facts =
    [
        ("edited", _ => new PlanFact.Edited(Parts with { Name = "Other" })),
        ("offered", story => new PlanFact.Offered(OfferKind.Plan, null, story.Now.AddDays(9), "sally")),
        ("change now", story => new PlanFact.Offered(OfferKind.ChangeNow, Parts, story.Now.AddDays(9), "sally")),
        ("change at end", story => new PlanFact.Offered(OfferKind.ChangeAtEnd, Parts, story.Now.AddDays(9), "sally")),
        ("renewal", story => new PlanFact.Offered(OfferKind.Renewal, Parts, story.Now.AddDays(9), "sally")),
        ("confirmed", _ => new PlanFact.Confirmed(1, "ann")),
        ("confirmed other", _ => new PlanFact.Confirmed(2, "ann")),
        ("declined", _ => new PlanFact.Declined(1, "ann")),
        ("wished", _ => new PlanFact.Wished("more", "ann")),
        ("no renewal", _ => new PlanFact.RenewalSet(false, "ann")),
        ("renewal again", _ => new PlanFact.RenewalSet(true, "ann")),
        ("paused", _ => new PlanFact.Paused("ann")),
        ("resumed", _ => new PlanFact.Resumed("ann")),
        ("cancelled", _ => new PlanFact.Cancelled("asked", "ann")),
        ("paid 1", story => story.Payment(1)),
        ("paid 2", story => story.Payment(2)),
        ("paid 3", story => story.Payment(3)),
        ("used up", story => new PlanFact.UsedUp(story.Plan.Term)),
        ("offer lapsed", _ => new PlanFact.OfferLapsed()),
        ("begun", _ => new PlanFact.Begun()),
        ("reminded 2", _ => new PlanFact.Dunned(2, Dunning.Reminded)),
        ("overdue 2", _ => new PlanFact.Dunned(2, Dunning.Overdue)),
        ("suspended 2", _ => new PlanFact.Dunned(2, Dunning.Suspended)),
        ("suspended 3", _ => new PlanFact.Dunned(3, Dunning.Suspended)),
        ("cycle over", _ => new PlanFact.CycleOver()),
        ("renewal opened", _ => new PlanFact.RenewalOpened()),
        ("end near", _ => new PlanFact.EndNear(7)),
        ("pause used up", _ => new PlanFact.PauseUsedUp()),
        ("next prepared", _ => new PlanFact.NextPrepared()),
        ("term over", _ => new PlanFact.TermOver()),
        ("term closed", _ => new PlanFact.TermClosed(1)),
        ("offer lapsed" + Due, _ => new PlanFact.OfferLapsed()),
        ("begun" + Due, _ => new PlanFact.Begun()),
        ("term over" + Due, _ => new PlanFact.TermOver()),
        ("term closed" + Due, _ => new PlanFact.TermClosed(1)),
    ];

    private static PlanStory Active => PlanStory.Of(Parts).Confirmed().Paid(1);

    /// <summary>In its last days, both parts paid and the next term asked for.</summary>
    private static PlanStory Renewing => PlanStory
        .Of(Parts with { Renewal = Parts.Renewal with { Kind = RenewalKind.Automatic } })
        .Confirmed().Paid(1).Paid(2).Until(Start.AddDays(20));

    [Fact]
    public void Every_fact_in_every_status_is_as_the_table_says()
    {
        var said =
            from fact in Facts
            let all = States.GroupBy(state => Becomes(state.Story, fact), state => state.Name).OrderBy(it => it.Count())
            from same in all
            let isRest = same.Count() > MostNamed && same.Key == all.Last().Key
            select $"{fact.Name} | {same.Key} | {(isRest ? "all others" : string.Join(' ', same))}";

        var text = string.Join('\n', said);
        Assert.True(text == SourceFile.Read(Table).Text.TrimEnd(), text);
    }

    /// <summary>What only time brings is tried as well when its time has come.</summary>
    private static string Becomes(PlanStory story, (string Name, Func<PlanStory, PlanFact> Fact) fact)
    {
        var at = fact.Name.EndsWith(Due, StringComparison.Ordinal) ? story.After(TimeSpan.FromDays(400)) : story;
        if (!at.Try(fact.Fact(at)).IsAccepted(out var step, out var refusal)) return $"! {Problem.Code(refusal)}";
        return ReferenceEquals(step.Plan, at.Plan) ? "." : EnumText.Format(step.Plan.Status);
    }
}
