using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Plans;

/// <summary>A plan as its customer and sales see it.</summary>
/// <param name="Total">What the present term covers in all, or what the first one will.</param>
/// <param name="Remaining">What is left of the present term; null before the first one, and after the last.</param>
/// <param name="Term">The present term; null before the first one.</param>
/// <param name="Spend">What the present term paid for; null where that is not asked for.</param>
/// <param name="Offer">What waits for the customer's word; null without one.</param>
/// <param name="Change">What was agreed for the present term and waits for its payment.</param>
/// <param name="Next">What was agreed for the next term.</param>
/// <param name="NextWakeAt">When time alone will next do something to it.</param>
/// <param name="CreatedBy">For staff; null for others.</param>
/// <param name="Request">The request that it answers; for staff, null for others.</param>
public sealed record PlanView(
    string PlanId,
    string Name,
    int Version,
    PlanStatus Status,
    ShownPlanStatus ShownStatus,
    bool IsPaused,
    bool IsSuspended,
    Amount Total,
    Amount? Remaining,
    Amount? Used,
    bool IsExhausted,
    PlanTermView? Term,
    PlanTermsView Terms,
    TermSpend? Spend,
    IReadOnlyList<PlanQuotaView> Quotas,
    IReadOnlyList<InstalmentView> Instalments,
    PlanOfferView? Offer,
    AgreedTermsView? Change,
    AgreedTermsView? Next,
    bool RenewalWanted,
    ImmutableArray<PlanConfirmation> Confirmations,
    ImmutableArray<PlanWish> Wishes,
    ImmutableArray<ClosedTerm> ClosedTerms,
    PlanEnd? End,
    DateTimeOffset? NextWakeAt,
    DateTimeOffset CreatedAt,
    string? CreatedBy,
    string? Request)
{
    /// <param name="cover">The present term's, as the ledger has it now; null without one.</param>
    /// <param name="isStaff">Who drafted it, and for which request, is for staff.</param>
    /// <param name="spend">What the present term paid for; null where that is not asked for.</param>
    public static PlanView Of(
        Plan plan, Cover? cover, bool isStaff, DateTimeOffset now, TermSpend? spend = null) => new(
        plan.Id.Value,
        plan.Terms.Name,
        plan.Version,
        plan.Status,
        plan.Shown,
        plan.PausedAt is not null,
        plan.SuspendedAt is not null,
        cover?.Terms.Total ?? plan.Terms.Total,
        cover?.Remaining,
        cover is null ? null : cover.Terms.Total - cover.Remaining,
        cover?.IsExhausted ?? false,
        plan.Term == 0 ? null : PlanTermView.Of(plan, now),
        PlanTermsView.Of(plan.Terms),
        spend,
        cover is null ? [] : [.. cover.Terms.Quotas.Zip(cover.Quotas, PlanQuotaView.Of)],
        [.. plan.Instalments.Select(part => InstalmentView.Of(plan, part))],
        PlanOfferView.Of(plan.Offer),
        AgreedTermsView.Of(plan.Change),
        AgreedTermsView.Of(plan.Next),
        !plan.IsRenewalUnwanted,
        plan.Confirmations,
        plan.Wishes,
        plan.Closed,
        plan.End,
        PlanClock.WakeAt(plan),
        plan.CreatedAt,
        isStaff ? plan.CreatedBy : null,
        isStaff ? plan.Request : null);
}

/// <summary>One term of a plan.</summary>
/// <param name="RemainingSeconds">While a plan is paused its time stands still; null without an end.</param>
public sealed record PlanTermView(
    int Number,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    long? RemainingSeconds,
    DateTimeOffset? PausedAt,
    DateTimeOffset? PauseEndsAt,
    long PausedSeconds,
    DateTimeOffset? SuspendedAt)
{
    public static PlanTermView Of(Plan plan, DateTimeOffset now) => new(
        plan.Term,
        plan.TermFrom,
        plan.TermUntil,
        SecondsUntil(plan.IsOver ? now : plan.TermUntil, plan.PausedAt ?? now),
        plan.PausedAt,
        plan.PauseEndsAt,
        (long)plan.PausedFor.TotalSeconds,
        plan.SuspendedAt);

    private static long? SecondsUntil(DateTimeOffset? end, DateTimeOffset now) =>
        end is { } until ? Math.Max(0, (until - now).Ticks / TimeSpan.TicksPerSecond) : null;
}

/// <summary>What is left of a quota; null where it counts no money, or no units.</summary>
public sealed record PlanQuotaView(
    string Service,
    Amount? Amount,
    Quantity? Units,
    Amount? Used,
    Quantity? UsedUnits,
    Amount? Remaining,
    Quantity? RemainingUnits,
    bool IsExhausted)
{
    public static PlanQuotaView Of(CoverQuota quota, QuotaLeft left) => new(
        quota.Service.Value,
        quota.Money,
        quota.Units,
        quota.Money is { } most && left.Money is { } rest ? most - rest : null,
        quota.Units is { } units && left.Units is { } unused ? units - unused : null,
        left.Money,
        left.Units,
        left.IsExhausted);
}

/// <summary>One payment that a plan asks for.</summary>
/// <param name="PaymentId">What paid it; null while it is unpaid.</param>
/// <param name="InvoiceId">The document that asks for it.</param>
public sealed record InstalmentView(
    int Number,
    InstalmentKind Kind,
    int Term,
    Amount Amount,
    DateTimeOffset DueAt,
    bool IsPaid,
    DateTimeOffset? PaidAt,
    string? PaymentId,
    string InvoiceId,
    bool IsOverdue)
{
    public static InstalmentView Of(Plan plan, Instalment part) => new(
        part.Number, part.Kind, part.Term, part.Amount, part.DueAt, part.IsPaid, part.PaidAt, part.Payment,
        plan.InvoiceOf(part).Value, !part.IsPaid && part.Told >= Dunning.Overdue);
}

/// <summary>What sales offers: the whole terms, until when, and the version that a confirmation names.</summary>
public sealed record PlanOfferView(
    int Version, OfferKind Kind, DateTimeOffset SentAt, DateTimeOffset Until, string SentBy, PlanTermsView Terms)
{
    public static PlanOfferView? Of(PlanOffer? offer) => offer is null
        ? null
        : new(offer.Version, offer.Kind, offer.SentAt, offer.Until, offer.By, PlanTermsView.Of(offer.Terms));
}

/// <summary>Agreed terms that do not hold yet.</summary>
/// <param name="Instalment">Must be paid first; null where nothing is asked.</param>
public sealed record AgreedTermsView(int? Instalment, PlanTermsView Terms)
{
    public static AgreedTermsView? Of(AgreedTerms? agreed) =>
        agreed is null ? null : new(agreed.Instalment, PlanTermsView.Of(agreed.Terms));
}
