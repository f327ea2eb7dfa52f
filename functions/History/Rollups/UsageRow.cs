using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.History.Rollups;

/// <summary>How much of the usage one kind of fund paid.</summary>
public readonly record struct FundSum(FundKind Kind, AmountSum Amount);

/// <summary>
/// The usage of one resource, as one meter counted it, in one hour or day. Charges less what was given back is what the
/// credit history has for the same filters.
/// </summary>
/// <param name="To">Not included.</param>
/// <param name="Resource">What was used; null where the events name none, or where there were too many in one day to
/// tell them apart.</param>
/// <param name="Quantity">As it was reported.</param>
/// <param name="Charges">Usage events that were charged.</param>
/// <param name="Amount">What they cost, whoever paid.</param>
/// <param name="Funding">Who paid, in the order of use.</param>
/// <param name="GivenBack">What was given back in that time, for charges of whatever time.</param>
/// <param name="Events">The filters with which the credit history lists exactly the single events.</param>
public sealed record UsageRow(
    DateTimeOffset From,
    DateTimeOffset To,
    ServiceName Service,
    MeterName Meter,
    string? Resource,
    string Quantity,
    long Charges,
    AmountSum Amount,
    ImmutableArray<FundSum> Funding,
    AmountSum GivenBack,
    UsageEvents Events)
{
    public static UsageRow Of(
        (DateTimeOffset From, DateTimeOffset Until) span,
        UsageKey key,
        UsageFigures figures,
        Currency currency,
        bool isMerged) => new(
            span.From,
            span.Until,
            key.Service,
            key.Meter,
            key.Resource.Name,
            FixedPoint.Format(figures.Micros, Money.Quantity.Digits),
            figures.Charges,
            new(figures.Amount, currency),
            [
                .. Enum.GetValues<FundKind>()
                    .Where(fund => figures.PaidBy(fund) != 0)
                    .Select(fund => new FundSum(fund, new(figures.PaidBy(fund), currency))),
            ],
            new(figures.GivenBack, currency),
            new(span.From, span.Until, key.Service, key.Meter, isMerged ? null : key.Resource.ToString()));
}

/// <summary>Filters of the credit history.</summary>
/// <param name="Resource">Null where the filter is to be left out.</param>
public sealed record UsageEvents(
    DateTimeOffset From, DateTimeOffset To, ServiceName Service, MeterName Meter, string? Resource);
