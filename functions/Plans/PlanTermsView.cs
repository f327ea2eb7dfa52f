using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Pricing;

namespace Billing.Plans;

/// <summary>A plan's terms as everybody reads them, in the very form in which sales writes them.</summary>
/// <param name="Services">What it covers; null where it covers everything but its exclusions.</param>
/// <param name="Exclusions">What a comprehensive plan does not cover; null for others.</param>
/// <param name="Amount">What one term covers.</param>
/// <param name="SharedCeiling">Whether quotas may sum to more than the amount.</param>
/// <param name="StartsAt">Null to begin with the confirmation and what is due then.</param>
/// <param name="RollsOver">Whether what is left goes to the next term.</param>
public sealed record PlanTermsView(
    string Name,
    IReadOnlyList<string>? Services,
    bool Comprehensive,
    IReadOnlyList<string>? Exclusions,
    PlanDurationView Duration,
    Amount Amount,
    PlanPaymentView Payment,
    IReadOnlyList<PlanQuotaTerms> Quotas,
    bool SharedCeiling,
    IReadOnlyList<PlanPriceView> Prices,
    RenewalTerms Renewal,
    PauseTerms Pause,
    DateTimeOffset? StartsAt,
    bool RollsOver)
{
    public static PlanTermsView Of(PlanTerms terms) => new(
        terms.Name,
        terms.Cover.Scope.IsComprehensive ? null : Names(terms.Cover.Scope),
        terms.Cover.Scope.IsComprehensive,
        terms.Cover.Scope.IsComprehensive ? Names(terms.Cover.Scope) : null,
        new(terms.Duration.Unit, terms.Duration.Count == 0 ? null : terms.Duration.Count),
        terms.Total,
        PlanPaymentView.Of(terms.Payment),
        [.. terms.Cover.Quotas.Select(quota => new PlanQuotaTerms(quota.Service.Value, quota.Money, quota.Units))],
        terms.Cover.IsSharedCeiling,
        [.. terms.Cover.Prices.Select(PlanPriceView.Of)],
        terms.Renewal,
        terms.Pause,
        terms.StartsAt,
        terms.RollsOver);

    private static string[] Names(CoverScope scope) => [.. scope.Services.Select(service => service.Value)];
}

/// <summary>How long a term is.</summary>
/// <param name="Count">Null for a plan that lasts until it is used up.</param>
public sealed record PlanDurationView(DurationUnit Unit, int? Count);

/// <summary>What is paid when, and by which ways.</summary>
/// <param name="Schedule">The dated parts of the price; null where there are none.</param>
/// <param name="Automatic">Whether what is due is taken from the balance by itself.</param>
public sealed record PlanPaymentView(
    PaymentStructure Structure,
    IReadOnlyList<PaymentWays> Ways,
    Amount Price,
    IReadOnlyList<SchedulePart>? Schedule,
    InvoiceCycle Cycle,
    int DueDays,
    int SuspendAfterDays,
    bool Automatic)
{
    public static PlanPaymentView Of(PlanPayment payment) => new(
        payment.Structure,
        [.. Single(payment.Ways)],
        payment.Price,
        payment.Schedule.IsEmpty ? null : payment.Schedule,
        payment.Cycle,
        payment.DueDays,
        payment.SuspendAfterDays,
        payment.IsAutomatic);

    private static IEnumerable<PaymentWays> Single(PaymentWays ways) =>
        Enum.GetValues<PaymentWays>().Where(way => ways.HasFlag(way));
}

/// <summary>The most that one service may take of a plan, in money, in units, or both.</summary>
public sealed record PlanQuotaTerms(string Service, Amount? Amount, Quantity? Units);

/// <summary>A price that holds within the plan, in place of the rate card's.</summary>
/// <param name="When">What a use must have; null asks nothing.</param>
public sealed record PlanPriceView(
    string Service, string Meter, IReadOnlyList<DimensionView>? When, Amount Price, Quantity Per)
{
    public static PlanPriceView Of(CoverPrice price) => new(
        price.Service.Value,
        price.Meter.Value,
        price.Dimensions.Length == 0
            ? null
            : [.. Dimensions.Parse(price.Dimensions).Pairs.Select(pair => new DimensionView(pair.Name, pair.Value))],
        price.Rate.Price,
        price.Rate.Per);
}

/// <summary>One property of a use, such as its region.</summary>
public sealed record DimensionView(string Name, string Value);
