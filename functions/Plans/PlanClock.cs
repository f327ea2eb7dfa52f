namespace Billing.Plans;

/// <summary>A fact that becomes true by the clock.</summary>
public readonly record struct PlanDue(DateTimeOffset At, PlanFact Fact);

/// <summary>What time alone will do to a plan as it stands.</summary>
public static class PlanClock
{
    /// <summary>Days before the end at which the customer is told.</summary>
    public static IReadOnlyList<int> NoticeDays { get; } = [30, 14, 7, 1];

    private static readonly TimeSpan OverdueAfter = TimeSpan.FromDays(1);

    /// <summary>When something is to be tried; null for never.</summary>
    public static DateTimeOffset? WakeAt(Plan plan) =>
        Coming(plan).Select(due => (DateTimeOffset?)TriedAt(plan, due)).Min();

    /// <summary>What is to be tried by then, the earliest first; what is refused keeps nothing else waiting.</summary>
    public static IEnumerable<PlanDue> Due(Plan plan, DateTimeOffset now) =>
        Coming(plan).Where(due => TriedAt(plan, due) <= now).OrderBy(due => due.At);

    /// <summary>The first that is to come; null when nothing ever will. It may lie in the past.</summary>
    public static PlanDue? Next(Plan plan)
    {
        PlanDue? first = null;
        foreach (var due in Coming(plan))
            if (first is null || due.At < first.Value.At) first = due;
        return first;
    }

    /// <summary>At one instant the first of these goes first: what is due is asked for before a term ends.</summary>
    private static IEnumerable<PlanDue> Coming(Plan plan)
    {
        foreach (var part in plan.Instalments)
            if (Asking(plan, part) is { } due) yield return due;
        if (!plan.IsOver)
        {
            if (plan.Offer is { } offer) yield return new(offer.Until, new PlanFact.OfferLapsed());
            if (Beginning(plan) is { } begin) yield return begin;
            if (plan.MayRecover) yield return new(plan.SuspendedAt!.Value, new PlanFact.Recovered());
            foreach (var due in OfTerm(plan)) yield return due;
        }
        foreach (var term in plan.Closing)
            if (!(term.Terms.RollsOver && plan.IsBetweenTerms))
                yield return new(term.ClosesAt, new PlanFact.TermClosed(term.Number));
    }

    /// <summary>While the next cover stands ready nothing stops to cover: what is overdue then is so in the next
    /// term.</summary>
    private static PlanDue? Asking(Plan plan, Instalment part)
    {
        if (part.IsPaid || (part.Term > plan.Term && !plan.IsFirst(part))) return null;
        var overdue = part.DueAt + OverdueAfter;
        var stop = part.DueAt.AddDays(plan.Terms.Payment.SuspendAfterDays);
        return part.Told switch
        {
            Dunning.Nothing => Step(Later(part.CreatedAt, part.DueAt - Plan.ReminderLead), Dunning.Reminded),
            Dunning.Reminded => Step(part.DueAt, Dunning.Due),
            Dunning.Due when overdue < stop || plan.IsOver => Step(overdue, Dunning.Overdue),
            Dunning.Due or Dunning.Overdue when plan is { IsOver: false, IsNextCovered: false } =>
                Step(Later(stop, part.DueAt), Dunning.Suspended),
            _ => null,
        };

        PlanDue? Step(DateTimeOffset at, Dunning step) => new(at, new PlanFact.Dunned(part.Number, step));
    }

    private static PlanDue? Beginning(Plan plan)
    {
        var isScheduled = plan.Term == 0 && !plan.Confirmations.IsEmpty && plan.IsFirstPaid(1);
        if (!isScheduled && !(plan.IsBetweenTerms && plan.IsNextReady)) return null;

        var start = plan.Term == 0 ? plan.Terms.StartsAt : null;
        return new(start ?? plan.CreatedAt, new PlanFact.Begun());
    }

    /// <summary>What was due and was refused waits for its next trial.</summary>
    private static DateTimeOffset TriedAt(Plan plan, PlanDue due) =>
        plan.RetryAt is { } again && due.At <= again - PlanScene.Patience ? again : due.At;

    private static IEnumerable<PlanDue> OfTerm(Plan plan)
    {
        if (!plan.IsRunning) yield break;
        if (plan.PauseEndsAt is { } pauseEnds) yield return new(pauseEnds, new PlanFact.PauseUsedUp());
        if (CycleEnd(plan) is { } cycle) yield return new(cycle, new PlanFact.CycleOver());
        if (plan.TermUntil is not { } until || plan.TermFrom is not { } from) yield break;
        if (plan.PausedAt is not null && plan.Terms.Pause.ExtendsTerm) yield break;

        if (!plan.IsRenewalOpen)
            yield return new(until - Window(plan, until - from), new PlanFact.RenewalOpened());
        foreach (var days in NoticeDays)
            if ((plan.DaysTold is not { } told || days < told) && until.AddDays(-days) > from)
            {
                yield return new(until.AddDays(-days), new PlanFact.EndNear(days));
                break;
            }
        if (!plan.IsNextCovered && plan.IsNextReady && plan.PrepareAt is { } prepare)
            yield return new(prepare, new PlanFact.NextPrepared());
        yield return new(until, new PlanFact.TermOver());
    }

    /// <summary>A short term is not all renewal.</summary>
    private static TimeSpan Window(Plan plan, TimeSpan term)
    {
        var agreed = TimeSpan.FromDays(plan.Terms.Renewal.WindowDays);
        return agreed < term / 2 ? agreed : term / 2;
    }

    /// <summary>The end of the present cycle of a postpaid plan, if it lies within the term.</summary>
    private static DateTimeOffset? CycleEnd(Plan plan)
    {
        if (!plan.Terms.IsPostpaid || plan.Terms.Payment.Cycle != InvoiceCycle.Month || plan.TermFrom is not { } from)
            return null;

        var end = PlanDuration.MonthsAfter(from, plan.Cycle + 1, plan.TimeZone);
        return plan.TermUntil is { } until && end >= until ? null : end;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
