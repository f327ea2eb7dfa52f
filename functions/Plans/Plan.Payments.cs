using System.Globalization;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>What is asked for a plan, when, and what its payment does.</summary>
public sealed partial record Plan
{
    /// <summary>How long before an instalment is due its customer is reminded.</summary>
    public static readonly TimeSpan ReminderLead = TimeSpan.FromDays(3);

    /// <summary>The highest number that an instalment had; numbers are not used again.</summary>
    public int Asked { get; init; }

    /// <summary>What a fact makes of this plan; a refusal changes nothing. Others learn of what is asked for no
    /// more.</summary>
    public Outcome<PlanStep, PlanRefusal> Apply(PlanFact fact, PlanScene scene)
    {
        if (!Decide(fact, scene).IsAccepted(out var step, out var refusal)) return refusal;

        return Instalments
            .Where(part => !part.IsPaid && step.Plan.InstalmentOf(part.Number) is null)
            .Aggregate(step, (told, part) => told.Tell(PlanTold.Withdrawn, scene.At, Told(part)));
    }

    /// <summary>The document by which an instalment is asked for: it is known before it is made.</summary>
    public DocumentId InvoiceOf(Instalment part) => DocumentCause.Instalment(Id, part.Number, part.CreatedAt).Id;

    /// <summary>All that its invoice says.</summary>
    private (string Name, object? Value)[] Told(Instalment part) =>
    [
        ("instalment", part.Number), ("kind", part.Kind), ("amount", part.Amount), ("dueAt", part.DueAt),
        ("termOfInstalment", part.Term), ("askedAt", part.CreatedAt), ("invoiceId", InvoiceOf(part).Value),
    ];

    /// <summary>Asks for the price of a term.</summary>
    /// <param name="from">From when its dated parts count.</param>
    /// <param name="firstDue">When what must be paid before it begins is due.</param>
    private PlanStep Ask(
        PlanTerms terms, int term, DateTimeOffset at, DateTimeOffset from, DateTimeOffset firstDue) =>
        terms.Payment.Structure switch
        {
            PaymentStructure.AllUpfront => Ask(
                InstalmentKind.Price, term, terms.Payment.Price, at, firstDue),
            PaymentStructure.PartialUpfront => terms.Payment.Schedule.Aggregate(new PlanStep(this), (step, part) =>
                step.Then(plan => plan.Ask(
                    InstalmentKind.Price, term, part.Amount, at,
                    part.AfterDays == 0 ? firstDue : from.AddDays(part.AfterDays)))),
            PaymentStructure.Postpaid => new PlanStep(this),
        };

    private PlanStep Ask(
        InstalmentKind kind, int term, Amount amount, DateTimeOffset at, DateTimeOffset due)
    {
        Invariant.Holds(Instalments.Length < MaxInstalments, "A plan has a bounded number of instalments");
        var part = new Instalment(Asked + 1, kind, term, amount, at, due);
        return new PlanStep(this with { Instalments = Instalments.Add(part), Asked = part.Number }).Tell(
            PlanTold.Instalment, at, Told(part));
    }

    private Outcome<PlanStep, PlanRefusal> Pay(PlanFact.Paid paid, PlanScene scene)
    {
        if (InstalmentOf(paid.Instalment) is not { } part) return PlanRefusal.NoSuchInstalment;
        if (part.IsPaid) return part.Payment == paid.Payment ? new PlanStep(this) : PlanRefusal.PaidAlready;
        if (paid.Amount.Currency != part.Amount.Currency) return PlanRefusal.CurrencyDiffers;
        if (paid.Amount != part.Amount) return PlanRefusal.AmountDiffers;
        if (part.Kind == InstalmentKind.Price && !IsFirst(part) && !IsFirstPaid(part.Term))
            return PlanRefusal.FirstComesFirst;
        if (Change is { } change && change.Instalment == part.Number
            && !(MayChange(scene) && CanBecome(change.Terms, scene))) return PlanRefusal.BelowUsed;
        if (paid.Gateway is null && scene.TopUp < part.Amount) return PlanRefusal.InsufficientBalance;

        var step = new PlanStep(With(part with { PaidAt = scene.At, Payment = paid.Payment }))
            .Move(new MovementFact.PlanPaid(Id.Value, part.Number, paid.Payment, paid.Gateway, paid.Amount))
            .Tell(
                PlanTold.Paid, scene.At, ("instalment", part.Number), ("amount", paid.Amount),
                ("paymentId", paid.Payment), ("method", paid.Gateway ?? BalancePayment.Method));
        return step
            .Then(plan => plan.ChangeIfPaid(part, scene))
            .Then(plan => plan.CoverAgain(scene))
            .Then(plan => plan.BeginIfReady(scene));
    }

    /// <summary>Reminds, takes what is due, and in the end stops to cover.</summary>
    private Outcome<PlanStep, PlanRefusal> Dun(PlanFact.Dunned dunned, PlanScene scene)
    {
        if (InstalmentOf(dunned.Instalment) is not { IsPaid: false } part || part.Told >= dunned.Step)
            return PlanRefusal.PaidAlready;
        if (dunned.Step == Dunning.Due && Terms.Payment.IsAutomatic && PayByItself(part, scene) is { } paid)
            return paid;

        var told = With(part with { Told = dunned.Step });
        if (dunned.Step == Dunning.Suspended) return told.StopFor(part, scene);
        return new PlanStep(told).Tell(
            dunned.Step switch
            {
                Dunning.Reminded => PlanTold.Reminder,
                Dunning.Due => PlanTold.Due,
                _ => PlanTold.Overdue,
            },
            scene.At, ("instalment", part.Number), ("amount", part.Amount), ("dueAt", part.DueAt),
            ("invoiceId", InvoiceOf(part).Value));
    }

    /// <summary>Null where it cannot be paid so: then its customer is asked.</summary>
    private PlanStep? PayByItself(Instalment part, PlanScene scene)
    {
        var payment = new PlanFact.Paid(part.Number, PaymentFromBalance(part.Number), null, part.Amount);
        return Pay(payment, scene).IsAccepted(out var step, out _) ? step : null;
    }

    /// <summary>By which ways an instalment may be paid, as the terms say that ask for it.</summary>
    public PaymentWays WaysToPay(Instalment part)
    {
        if (Change is { } change && change.Instalment == part.Number) return change.Terms.Payment.Ways;
        return Next is { } next && part.Term > Term ? next.Terms.Payment.Ways : Terms.Payment.Ways;
    }

    /// <summary>Our id of a payment out of the top-up credit: one an instalment.</summary>
    public string PaymentFromBalance(int instalment) =>
        string.Create(CultureInfo.InvariantCulture, $"{Id}:{instalment}");

    private Outcome<PlanStep, PlanRefusal> StopFor(Instalment part, PlanScene scene)
    {
        if (IsOver) return new PlanStep(this);
        if (Term == 0) return IsFirst(part) ? Ended(PlanStatus.Cancelled, "not_paid", scene) : new PlanStep(this);
        if (part.Kind == InstalmentKind.Change) return DropChange(part, scene);
        if (IsBetweenTerms) return Ended(PlanStatus.Expired, "not_paid", scene);
        if (part.Term > Term || SuspendedAt is not null) return new PlanStep(this);
        if (IsNextCovered) return PlanRefusal.Renewing;
        if (!MayChange(scene)) return PlanRefusal.TooManyChanges;

        var suspended = this with { SuspendedAt = scene.At };
        return (PausedAt is null ? suspended.Recover(scene) : new PlanStep(suspended)).Tell(
            PlanTold.Suspended, scene.At, ("instalment", part.Number), ("amount", part.Amount));
    }

    /// <summary>It is suspended although nothing is overdue any more.</summary>
    public bool MayRecover =>
        SuspendedAt is not null
        && !Instalments.Any(part => !part.IsPaid && part.Told == Dunning.Suspended && part.Term <= Term);

    private Outcome<PlanStep, PlanRefusal> Recovered(PlanScene scene)
    {
        var present = scene with { At = scene.Now };
        var step = CoverAgain(present);
        return ReferenceEquals(step.Plan, this)
            ? PlanRefusal.TooManyChanges
            : step.Then(it => it.BeginIfReady(present));
    }

    /// <summary>Covers again once nothing is overdue; where the ledger has no room for it yet, the clock tries
    /// again.</summary>
    private PlanStep CoverAgain(PlanScene scene)
    {
        if (!MayRecover || (IsRunning && !MayChange(scene))) return new(this);

        var covering = this with { SuspendedAt = null };
        var step = PausedAt is null && IsRunning ? covering.Recover(scene) : new PlanStep(covering);
        return step.Tell(PlanTold.Resumed, scene.At);
    }

    /// <summary>Asks for what a postpaid plan paid for in a cycle: whole minor units, the rest in the next.</summary>
    private Outcome<PlanStep, PlanRefusal> InvoiceCycle(PlanScene scene)
    {
        if (!IsRunning || !Terms.IsPostpaid || scene.Cover(Id, Term) is not { } cover) return PlanRefusal.WrongState;

        var due = new Amount(UsedOf(cover).Units - InvoicedUnits, Currency).FloorToMinor();
        var next = this with { Cycle = Cycle + 1 };
        return due.IsPositive
            ? (next with { InvoicedUnits = InvoicedUnits + due.Units }).Ask(
                InstalmentKind.Usage, Term, due, scene.At, scene.At.AddDays(Terms.Payment.DueDays))
            : new PlanStep(next);
    }

    private static Amount UsedOf(Cover cover) => cover.Terms.Total - cover.Remaining;
}
