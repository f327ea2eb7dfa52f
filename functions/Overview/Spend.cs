using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Statements;

namespace Billing.Overview;

/// <summary>
/// What services took this month and in the whole month before, as the statements of the two have it: before anything
/// that was given back.
/// </summary>
/// <param name="Amount">From the balance.</param>
/// <param name="Plans">From billing plans, beside the balance.</param>
public sealed record Spend(
    StatementMonth Month,
    AmountSum Amount,
    AmountSum Plans,
    StatementMonth LastMonth,
    AmountSum LastAmount,
    AmountSum LastPlans,
    ImmutableArray<ServiceSpend> Services)
{
    public static Spend Of(MonthSpend current, MonthSpend last, Currency currency)
    {
        var zero = AmountSum.Zero(currency);
        var (mine, earlier) = (current.Services.Values.ToList(), last.Services.Values.ToList());
        return new(
            current.Month, Sum(mine, it => it.Amount), Sum(mine, it => it.Plans),
            last.Month, Sum(earlier, it => it.Amount), Sum(earlier, it => it.Plans),
            [
                .. current.Services.Keys.Union(last.Services.Keys).Order().Select(service => ServiceSpend.Of(
                    Of(current, service, zero), Of(last, service, zero))),
            ]);

        AmountSum Sum(IEnumerable<UsedCredit> used, Func<UsedCredit, AmountSum> part) =>
            used.Select(part).Aggregate(zero, (sum, amount) => sum + amount);
    }

    private static UsedCredit Of(MonthSpend month, ServiceName service, AmountSum zero) =>
        month.Services.TryGetValue(service, out var used) ? used : new(service, 0, zero, zero);
}

/// <summary>What one service took this month and in the one before.</summary>
/// <param name="Charges">Usage events that were charged.</param>
public sealed record ServiceSpend(
    ServiceName Service,
    long Charges,
    AmountSum Amount,
    AmountSum Plans,
    long LastCharges,
    AmountSum LastAmount,
    AmountSum LastPlans)
{
    public static ServiceSpend Of(UsedCredit current, UsedCredit last) => new(
        current.Service, current.Charges, current.Amount, current.Plans, last.Charges, last.Amount, last.Plans);
}
