using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>Pauses, and changes of the present term: each changes what its cover pays from an instant on.</summary>
public sealed partial record Plan
{
    private const int KeptChanges = 3;

    /// <summary>When a pause that goes on has used up all that the term may have.</summary>
    public DateTimeOffset? PauseEndsAt =>
        PausedAt is { } since ? since + TimeSpan.FromDays(Terms.Pause.MaxDays) - PausedFor : null;

    private Outcome<PlanStep, PlanRefusal> Pause(PlanScene scene)
    {
        if (!IsRunning) return PlanRefusal.WrongState;
        if (PausedAt is not null) return new PlanStep(this);
        if (IsNextCovered) return PlanRefusal.Renewing;
        if (Terms.Pause.MaxDays == 0) return PlanRefusal.CannotBePaused;
        if (PausedFor >= TimeSpan.FromDays(Terms.Pause.MaxDays)) return PlanRefusal.PauseUsedUp;
        if (!MayChangeAtWill(scene)) return PlanRefusal.TooManyChanges;

        var paused = this with { PausedAt = scene.At };
        var step = SuspendedAt is null ? paused.Recover(scene) : new PlanStep(paused);
        return step.Tell(PlanTold.Paused, scene.At, ("until", paused.PauseEndsAt));
    }

    private Outcome<PlanStep, PlanRefusal> Resume(PlanScene scene)
    {
        if (!IsRunning) return PlanRefusal.WrongState;
        if (PausedAt is not { } since) return new PlanStep(this);
        if (!MayChange(scene)) return PlanRefusal.TooManyChanges;

        var paused = scene.At > since ? scene.At - since : TimeSpan.Zero;
        var moved = Terms.Pause.ExtendsTerm ? paused : TimeSpan.Zero;
        var resumed = (this with
        {
            PausedAt = null, PausedFor = PausedFor + paused, TermUntil = TermUntil + moved,
        }).PutOff(moved);
        return resumed.Recover(scene).Tell(PlanTold.Resumed, scene.At, ("until", resumed.TermUntil));
    }

    /// <summary>What the next term asks for is due when it begins, which is later now.</summary>
    private Plan PutOff(TimeSpan by) => this with
    {
        Instalments =
        [
            .. Instalments.Select(part => part.IsPaid || part.Term <= Term || by == TimeSpan.Zero
                ? part
                : part with { DueAt = part.DueAt + by, Told = Dunning.Nothing }),
        ],
    };

    /// <summary>
    /// Agrees to other terms for the rest of the present term: at once where nothing more is to be paid, else with the
    /// payment.
    /// </summary>
    private Outcome<PlanStep, PlanRefusal> AgreeChange(PlanTerms terms, PlanScene scene)
    {
        if (!IsRunning) return PlanRefusal.WrongState;
        if (IsNextCovered) return PlanRefusal.Renewing;
        if (Change is not null) return PlanRefusal.ChangeAgreed;
        if (!MayChangeAtWill(scene)) return PlanRefusal.TooManyChanges;
        if (!CanBecome(terms, scene)) return PlanRefusal.BelowUsed;

        var difference = Difference(terms, scene.At);
        if (!difference.IsPositive) return ChangeTo(terms, scene);
        if (terms.Total < Terms.Total) return PlanRefusal.BelowUsed;

        var due = scene.At.AddDays(Terms.Payment.DueDays);
        var asked = Ask(InstalmentKind.Change, Term, difference, scene.At, due);
        return asked with { Plan = asked.Plan with { Change = new(terms, asked.Plan.Asked) } };
    }

    /// <summary>What the change costs for the part of the term that is left, in whole minor units. The time of a
    /// pause that moves the end is no part of the term.</summary>
    private Amount Difference(PlanTerms terms, DateTimeOffset at)
    {
        var price = terms.Payment.Price - Terms.Payment.Price;
        if (TermFrom is not { } from || TermUntil is not { } until || !price.IsPositive) return price;

        var (now, whole) = Terms.Pause.ExtendsTerm ? (PausedAt ?? at, until - from - PausedFor) : (at, until - from);
        if (now <= from) return price;

        var left = until > now ? until - now : TimeSpan.Zero;
        var minor = Rounding.HalfAwayFromZero(
            (Int128)price.Units * left.Ticks, (Int128)whole.Ticks * Currency.UnitsPerMinor);
        return Amount.OfMinor(minor, Currency);
    }

    private PlanStep ChangeIfPaid(Instalment part, PlanScene scene) =>
        Change is { } change && change.Instalment == part.Number
            ? (this with { Change = null }).ChangeTo(change.Terms, scene)
            : new(this);

    /// <summary>The end of the term, and what is paused or overdue, stay as they are.</summary>
    private PlanStep ChangeTo(PlanTerms terms, PlanScene scene) => WithTerms(terms)
        .Reshape(scene, Covers)
        .Tell(PlanTold.Changed, scene.At, ("amount", terms.Total), ("until", TermUntil));

    private Plan WithTerms(PlanTerms terms) =>
        this with { Terms = terms with { StartsAt = Terms.StartsAt, Duration = Terms.Duration } };

    /// <summary>False if more was used than the terms would allow.</summary>
    private bool CanBecome(PlanTerms terms, PlanScene scene) =>
        scene.Allows(WithTerms(terms).CoverChange(scene, Covers));

    private PlanStep DropChange(Instalment part, PlanScene scene) => new PlanStep(this with
    {
        Change = null, Instalments = [.. Instalments.Where(other => other.Number != part.Number)],
    }).Tell(PlanTold.ChangeLapsed, scene.At, ("instalment", part.Number));

    /// <summary>Brings the cover into line with whether the plan is paused or suspended.</summary>
    private PlanStep Recover(PlanScene scene) => Reshape(scene, Covers);

    /// <summary>
    /// The movement that gives the present term's cover the terms of this plan from now on. While a pause goes on that
    /// moves the end, the cover keeps the latest end that there can be.
    /// </summary>
    private PlanStep Reshape(PlanScene scene, bool pays) =>
        new PlanStep(this with { Step = Step + 1 }).Move(CoverChange(scene, pays));

    private MovementFact.CoverChanged CoverChange(PlanScene scene, bool pays)
    {
        var cover = scene.Cover(Id, Term);
        Invariant.Holds(cover is not null, "A running term has a cover");
        var until = PausedAt is not null && Terms.Pause.ExtendsTerm && TermUntil is { } end
            ? end + (PauseEndsAt!.Value - PausedAt.Value)
            : TermUntil;
        var terms = Terms.Between(TermFrom!.Value, until);
        var from = scene.At > cover.Since ? scene.At : cover.Since;
        return new(Id.Value, Term, Step + 1, from, pays, terms with { Total = terms.Total + CarriedOver });
    }

    /// <summary>A term that is over is changed no more.</summary>
    private bool MayChange(PlanScene scene) =>
        scene.MayChange(Id, Term)
        && (TermUntil is not { } until || scene.At < until || (PausedAt is not null && Terms.Pause.ExtendsTerm));

    /// <summary>What people wish leaves room for what must be: to resume, to suspend, to cancel.</summary>
    private bool MayChangeAtWill(PlanScene scene) =>
        MayChange(scene) && scene.Cover(Id, Term)!.Earlier.Length <= CoverChangeRules.MaxEarlier - KeptChanges;
}
