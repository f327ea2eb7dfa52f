using Billing.Platform;

namespace Billing.Plans;

/// <summary>What the operator decides for all plans.</summary>
/// <param name="MinimumSeconds">No term is shorter.</param>
/// <param name="OfferDays">How long an offer stands that says nothing else.</param>
/// <param name="DueDays">Within how many days a payment is due where the terms do not say.</param>
/// <param name="SuspendAfterDays">After how many days overdue a plan stops to cover where the terms do not
/// say.</param>
/// <param name="AutoApprovesChanges">A customer's wish for more at the same price becomes an offer by itself.</param>
public sealed record PlanRules(
    int MinimumSeconds, int OfferDays, int DueDays, int SuspendAfterDays, bool AutoApprovesChanges)
{
    /// <summary>No offer stands longer.</summary>
    public const int MaxOfferDays = 365;

    /// <summary>No payment may be due, or overdue, later than this.</summary>
    public const int MaxPatienceDays = 365;

    private const int MaxMinimumSeconds = 31 * 24 * 60 * 60;

    /// <summary>Until when an offer stands that is sent now; one that stands keeps its time.</summary>
    public DateTimeOffset OfferUntil(Plan plan, DateTimeOffset now) =>
        plan.Offer is { Kind: OfferKind.Plan } offer ? offer.Until : now.AddDays(OfferDays);

    public static PlanRules Read(Settings settings) => new(
        settings.Number("Plans__MinimumSeconds", 1, MaxMinimumSeconds),
        settings.Number("Plans__OfferDays", 1, MaxOfferDays),
        settings.Number("Plans__DueDays", 0, MaxPatienceDays),
        settings.Number("Plans__SuspendAfterDays", 0, MaxPatienceDays),
        settings.Flag("Plans__AutoApproveChanges"));
}
