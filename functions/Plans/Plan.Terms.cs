using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>How terms begin, end, follow each other and are closed.</summary>
public sealed partial record Plan
{
    /// <summary>How long before the end the next term's cover stands ready, at most.</summary>
    public static readonly TimeSpan MostLead = TimeSpan.FromMinutes(10);

    /// <summary>When the next term's cover is to stand ready.</summary>
    public DateTimeOffset? PrepareAt => TermUntil is { } until && TermFrom is { } from
        ? until - (until - from < 4 * MostLead ? (until - from) / 4 : MostLead)
        : null;

    /// <summary>The next term is agreed and, as far as it must be, paid.</summary>
    public bool IsNextReady => Next is not null && SuspendedAt is null && IsFirstPaid(Term + 1);

    /// <summary>The next term's payment was asked for in vain to the end while this term went on.</summary>
    private bool IsNextGivenUp => FirstOf(Term + 1) is { IsPaid: false, Told: Dunning.Suspended };

    private PlanStep BeginIfReady(PlanScene scene)
    {
        if (IsOver || Confirmations.IsEmpty) return new(this);
        if (IsBetweenTerms) return IsNextReady ? Begin(Next!.Terms, scene.At, scene) : new(this);
        var mayBegin = Term == 0 && IsFirstPaid(1) && (Terms.StartsAt ?? scene.At) <= scene.At;
        return mayBegin ? Begin(Terms, scene.At, scene) : new(this);
    }

    /// <summary>Where a term had to wait it begins when it can: no time is lost of it.</summary>
    private Outcome<PlanStep, PlanRefusal> BeginAgreed(PlanScene scene)
    {
        var isInTime = Term == 0 && Terms.StartsAt is not null && !IsWaitingForRoom;
        var step = BeginIfReady(isInTime ? scene : scene with { At = scene.Now });
        return ReferenceEquals(step.Plan, this) ? PlanRefusal.WrongState : step;
    }

    private PlanStep Begin(PlanTerms terms, DateTimeOffset from, PlanScene scene)
    {
        var begun = Enter(terms, from);
        var cover = terms.Between(from, begun.TermUntil);
        return scene.HasRoom(cover)
            ? new PlanStep(begun)
                .Move(new MovementFact.CoverActivated(Id.Value, begun.Term, cover))
                .Tell(PlanTold.Activated, scene.At, ("from", from), ("until", begun.TermUntil), ("amount", terms.Total))
            : WaitForRoom(scene);
    }

    /// <summary>A term may begin and the account had no room for its cover.</summary>
    public bool IsWaitingForRoom { get; init; }

    /// <summary>Others learn of it once.</summary>
    private PlanStep WaitForRoom(PlanScene scene)
    {
        var step = new PlanStep(this with { IsWaitingForRoom = true, RetryAt = scene.Now + PlanScene.Patience });
        return IsWaitingForRoom ? step : step.Tell(PlanTold.Waits, scene.At);
    }

    private Plan Enter(PlanTerms terms, DateTimeOffset from) => this with
    {
        Terms = terms, Term = Term + 1, TermFrom = from, TermUntil = terms.Duration.End(from, TimeZone),
        IsBetweenTerms = false, PausedAt = null, PausedFor = TimeSpan.Zero, SuspendedAt = null, IsRenewalOpen = false,
        DaysTold = null, Step = 0, Cycle = 0, InvoicedUnits = 0, CarriedUnits = 0, Next = null, IsNextCovered = false,
        RetryAt = null, IsWaitingForRoom = false,
        Instalments = [.. Recent(Instalments).Select(part => Rebased(part, terms, Term + 1, from))],
    };

    /// <summary>What was paid long ago is in the ledger and in the payments; a plan may renew for ever.</summary>
    private IEnumerable<Instalment> Recent(ImmutableArray<Instalment> all) =>
        all.Length < MaxInstalments / 4 ? all : all.Where(part => !part.IsPaid || part.Term >= Term);

    /// <summary>Dated parts count from the true beginning of their term.</summary>
    private Instalment Rebased(Instalment part, PlanTerms terms, int term, DateTimeOffset from)
    {
        if (part.IsPaid || part.Term != term || part.Kind != InstalmentKind.Price) return part;
        var place = Instalments
            .Where(other => other.Term == term && other.Kind == InstalmentKind.Price)
            .TakeWhile(other => other.Number != part.Number)
            .Count();
        var schedule = terms.Payment.Schedule;
        return place < schedule.Length ? part with { DueAt = from.AddDays(schedule[place].AfterDays) } : part;
    }

    private Outcome<PlanStep, PlanRefusal> OpenRenewal(PlanScene scene)
    {
        if (!IsRunning || IsRenewalOpen) return PlanRefusal.WrongState;

        var open = this with { IsRenewalOpen = true };
        var isAutomatic = Terms.Renewal.Kind == RenewalKind.Automatic && !IsRenewalUnwanted && Next is null
            && Instalments.Length < MaxInstalments / 2;
        return (isAutomatic ? open.WithNext(Terms with { StartsAt = null }, scene) : new PlanStep(open)).Tell(
            PlanTold.RenewalOpened, scene.At, ("until", TermUntil), ("automatic", isAutomatic));
    }

    private Outcome<PlanStep, PlanRefusal> TellEnd(PlanFact.EndNear near, PlanScene scene)
    {
        if (!IsRunning || DaysTold <= near.Days) return PlanRefusal.WrongState;

        return new PlanStep(this with { DaysTold = near.Days }).Tell(
            PlanTold.EndNear, scene.At, ("days", near.Days), ("until", TermUntil));
    }

    /// <summary>The cover of the next term is activated before it begins, so that no usage falls between.</summary>
    private Outcome<PlanStep, PlanRefusal> PrepareNext(PlanScene scene)
    {
        if (!IsRunning || IsNextCovered || !IsNextReady || TermUntil is not { } from) return PlanRefusal.WrongState;

        var terms = Next!.Terms;
        var cover = terms.Between(from, terms.Duration.End(from, TimeZone));
        return scene.HasRoom(cover)
            ? new PlanStep(this with { IsNextCovered = true }).Move(
                new MovementFact.CoverActivated(Id.Value, Term + 1, cover))
            : PlanRefusal.NoRoom;
    }

    private Outcome<PlanStep, PlanRefusal> EndTerm(PlanScene scene)
    {
        if (!IsRunning || TermUntil is not { } until || scene.At < until) return PlanRefusal.WrongState;

        return Leave(until, PlanStatus.Expired, "ended", scene);
    }

    /// <summary>The amount is used up before the time: the term is over by that.</summary>
    private Outcome<PlanStep, PlanRefusal> UseUp(PlanFact.UsedUp used, PlanScene scene)
    {
        if (!IsRunning || used.Term != Term) return PlanRefusal.WrongState;
        if (scene.Cover(Id, Term) is not { IsExhausted: true }) return PlanRefusal.WrongState;
        if (IsNextCovered) return PlanRefusal.Renewing;

        return Leave(scene.At, PlanStatus.Expired, "used_up", scene);
    }

    private PlanStep Leave(DateTimeOffset until, PlanStatus end, string reason, PlanScene scene)
    {
        var left = this with
        {
            Closing = Closing.Add(
                new(Term, Terms, TermFrom!.Value, until, until + Expiry.Grace, new(InvoicedUnits, Currency))),
            Change = null,
            Offer = Offer is { Kind: OfferKind.ChangeNow } ? null : Offer,
            Instalments = [.. Instalments.Where(part => part.IsPaid || part.Kind != InstalmentKind.Change)],
        };
        if (Next is null || IsNextGivenUp) return left.Ended(end, reason, scene);
        if (SuspendedAt is not null && !IsFirstPaid(Term + 1)) return left.Ended(end, reason, scene);
        if (IsNextCovered)
            return new PlanStep(left.Enter(Next.Terms, until)).Tell(
                PlanTold.Activated, scene.At, ("from", until), ("amount", Next.Terms.Total));

        var between = left with { IsBetweenTerms = true, PausedAt = null };
        return between.IsNextReady
            ? between.Begin(Next.Terms, until, scene)
            : new PlanStep(between.DueBy(scene.At.AddDays(Next.Terms.Payment.DueDays)));
    }

    /// <summary>The next term's first instalment is due no later than then.</summary>
    private Plan DueBy(DateTimeOffset latest) =>
        Next?.Instalment is { } number && InstalmentOf(number) is { IsPaid: false } part && part.DueAt > latest
            ? With(part with { DueAt = latest })
            : this;

    /// <summary>Ends it at once; what is left of a running term is lost, what was used of a postpaid one is
    /// due.</summary>
    private Outcome<PlanStep, PlanRefusal> Cancel(PlanFact.Cancelled cancelled, PlanScene scene)
    {
        if (End is { Status: PlanStatus.Cancelled }) return new PlanStep(this);
        if (IsOver) return PlanRefusal.WrongState;
        if (cancelled.IsCustomers && (Term > 0 || Instalments.Any(part => part.IsPaid))) return PlanRefusal.OnlyBySales;
        if (Instalments.Any(part => part.IsPaid && part.Term > Term)) return PlanRefusal.PaidAlready;
        if (!IsRunning) return Ended(PlanStatus.Cancelled, cancelled.Reason, scene);
        if (IsNextCovered) return PlanRefusal.Renewing;
        if (!MayChange(scene)) return PlanRefusal.TooManyChanges;

        return (this with { Next = null, PausedAt = null, TermUntil = scene.At }).Reshape(scene, pays: false)
            .Then(plan => plan.Leave(scene.At, PlanStatus.Cancelled, cancelled.Reason, scene));
    }
}
