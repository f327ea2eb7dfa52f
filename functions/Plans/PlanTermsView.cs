using Billing.Ledger;
using Billing.Platform;
using Billing.Pricing;

namespace Billing.Plans;

/// <summary>A plan's terms as everybody reads them, in the very form in which sales writes them.</summary>
public static class PlanTermsView
{
    public static object Of(PlanTerms terms) => new
    {
        terms.Name,
        Services = terms.Cover.Scope.IsComprehensive ? null : Names(terms.Cover.Scope),
        Comprehensive = terms.Cover.Scope.IsComprehensive,
        Exclusions = terms.Cover.Scope.IsComprehensive ? Names(terms.Cover.Scope) : null,
        Duration = new { terms.Duration.Unit, Count = terms.Duration.Count == 0 ? null : (int?)terms.Duration.Count },
        Amount = terms.Total,
        Payment = Of(terms.Payment),
        Quotas = terms.Cover.Quotas.Select(quota => new
        {
            Service = quota.Service.Value, Amount = quota.Money, quota.Units,
        }),
        SharedCeiling = terms.Cover.IsSharedCeiling,
        Prices = terms.Cover.Prices.Select(Of),
        Renewal = new { terms.Renewal.Kind, terms.Renewal.WindowDays },
        Pause = new { terms.Pause.MaxDays, terms.Pause.ExtendsTerm },
        terms.StartsAt,
        terms.RollsOver,
    };

    /// <summary>The single ways to pay.</summary>
    public static IEnumerable<PaymentWays> Single(PaymentWays ways) =>
        Enum.GetValues<PaymentWays>().Where(way => ways.HasFlag(way));

    private static object Of(PlanPayment payment) => new
    {
        payment.Structure,
        Ways = Single(payment.Ways),
        payment.Price,
        Schedule = payment.Schedule.IsEmpty
            ? null
            : payment.Schedule.Select(part => new { part.Amount, part.AfterDays }),
        payment.Cycle,
        payment.DueDays,
        payment.SuspendAfterDays,
        Automatic = payment.IsAutomatic,
    };

    private static object Of(CoverPrice price) => new
    {
        Service = price.Service.Value,
        Meter = price.Meter.Value,
        When = price.Dimensions.Length == 0
            ? null
            : Dimensions.Parse(price.Dimensions).Pairs.Select(pair => new { pair.Name, pair.Value }),
        price.Rate.Price,
        price.Rate.Per,
    };

    private static IEnumerable<string> Names(CoverScope scope) => scope.Services.Select(service => service.Value);
}
