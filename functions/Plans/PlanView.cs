using Billing.Ledger;
using Billing.Money;

namespace Billing.Plans;

/// <summary>A plan as its customer and sales see it.</summary>
public static class PlanView
{
    /// <param name="cover">The present term's, as the ledger has it now; null without one.</param>
    /// <param name="isStaff">Who drafted it, and for which request, is for staff.</param>
    /// <param name="spend">What the present term paid for; null where that is not asked for.</param>
    public static object Of(
        Plan plan, Cover? cover, bool isStaff, DateTimeOffset now, TermSpend? spend = null) => new
    {
        PlanId = plan.Id.Value,
        plan.Terms.Name,
        plan.Version,
        plan.Status,
        ShownStatus = plan.Shown,
        IsPaused = plan.PausedAt is not null,
        IsSuspended = plan.SuspendedAt is not null,
        Total = cover?.Terms.Total ?? plan.Terms.Total,
        cover?.Remaining,
        Used = cover is null ? default(Amount?) : cover.Terms.Total - cover.Remaining,
        IsExhausted = cover?.IsExhausted ?? false,
        Term = plan.Term == 0 ? null : Of(plan, now),
        Terms = PlanTermsView.Of(plan.Terms),
        Spend = spend,
        Quotas = cover is null ? [] : Quotas(cover),
        Instalments = plan.Instalments.Select(part => Of(plan, part)),
        Offer = plan.Offer is { } offer ? Of(offer) : null,
        Change = plan.Change is { } change ? Of(change) : null,
        Next = plan.Next is { } next ? Of(next) : null,
        RenewalWanted = !plan.IsRenewalUnwanted,
        plan.Confirmations,
        plan.Wishes,
        ClosedTerms = plan.Closed,
        plan.End,
        NextWakeAt = PlanClock.WakeAt(plan),
        plan.CreatedAt,
        CreatedBy = isStaff ? plan.CreatedBy : null,
        Request = isStaff ? plan.Request : null,
    };

    private static object Of(Plan plan, DateTimeOffset now) => new
    {
        Number = plan.Term,
        From = plan.TermFrom,
        Until = plan.TermUntil,
        RemainingSeconds = SecondsUntil(plan.IsOver ? now : plan.TermUntil, plan.PausedAt ?? now),
        plan.PausedAt,
        PauseEndsAt = plan.PauseEndsAt,
        PausedSeconds = (long)plan.PausedFor.TotalSeconds,
        plan.SuspendedAt,
    };

    /// <summary>While a plan is paused its time stands still.</summary>
    private static long? SecondsUntil(DateTimeOffset? end, DateTimeOffset now) =>
        end is { } until ? Math.Max(0, (until - now).Ticks / TimeSpan.TicksPerSecond) : null;

    private static IEnumerable<object> Quotas(Cover cover) => cover.Terms.Quotas.Zip(cover.Quotas, (quota, left) => new
    {
        Service = quota.Service.Value,
        Amount = quota.Money,
        quota.Units,
        Used = quota.Money is { } most && left.Money is { } rest ? most - rest : default(Amount?),
        UsedUnits = quota.Units is { } units && left.Units is { } unused ? units - unused : default(Quantity?),
        Remaining = left.Money,
        RemainingUnits = left.Units,
        left.IsExhausted,
    });

    private static object Of(Plan plan, Instalment part) => new
    {
        part.Number, part.Kind, part.Term, part.Amount, part.DueAt, part.IsPaid, part.PaidAt, PaymentId = part.Payment,
        InvoiceId = plan.InvoiceOf(part).Value,
        IsOverdue = !part.IsPaid && part.Told >= Dunning.Overdue,
    };

    private static object Of(PlanOffer offer) => new
    {
        offer.Version, offer.Kind, offer.SentAt, offer.Until, SentBy = offer.By, Terms = PlanTermsView.Of(offer.Terms),
    };

    private static object Of(AgreedTerms agreed) => new
    {
        agreed.Instalment, Terms = PlanTermsView.Of(agreed.Terms),
    };
}
