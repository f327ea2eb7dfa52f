using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>What becomes of a term once nothing can be charged to it any more.</summary>
public sealed partial record Plan
{
    /// <summary>What is left of a term goes to the next or is lost; the rest of a postpaid one is invoiced.</summary>
    private Outcome<PlanStep, PlanRefusal> Close(PlanFact.TermClosed closed, PlanScene scene)
    {
        if (Closing.FirstOrDefault(term => term.Number == closed.Term) is not { } term) return PlanRefusal.WrongState;
        if (scene.At < term.ClosesAt || scene.Cover(Id, term.Number) is not { } cover) return PlanRefusal.WrongState;

        var into = IsRunning ? Rollover.Into(cover, scene.Covers, scene.Now) : null;
        var nothing = Amount.Zero(Currency);
        var (carried, lost) = into is null ? (nothing, cover.Remaining) : (cover.Remaining, nothing);
        var record = new ClosedTerm(
            term.Number, term.From, term.Until, cover.Terms.Total, UsedOf(cover), carried,
            term.Terms.IsPostpaid ? nothing : lost);
        var after = this with
        {
            CarriedUnits = CarriedUnits + (Term == term.Number + 1 ? carried.Units : 0),
            Closing = Closing.Remove(term),
            Closed = Closed.Length < MaxVersions ? Closed.Add(record) : Closed.RemoveAt(0).Add(record),
        };
        var step = new PlanStep(after)
            .Move(new MovementFact.CoverExpired(cover.Id, cover.Remaining, into))
            .Tell(
                PlanTold.TermClosed, scene.At, ("closedTerm", term.Number), ("used", record.Used),
                ("carriedOver", carried), ("forfeited", record.Forfeited));
        return term.Terms.IsPostpaid ? step.Then(plan => plan.InvoiceRest(term, UsedOf(cover), scene)) : step;
    }

    private PlanStep InvoiceRest(ClosingTerm term, Amount used, PlanScene scene)
    {
        var rest = used - term.Invoiced;
        var due = Amount.OfMinor(
            Rounding.HalfAwayFromZero(rest.Units, Currency.UnitsPerMinor), Currency);
        return due.IsPositive
            ? Ask(InstalmentKind.Usage, term.Number, due, scene.At, scene.At.AddDays(term.Terms.Payment.DueDays))
            : new(this);
    }
}
