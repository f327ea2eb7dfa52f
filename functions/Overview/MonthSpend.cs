using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Statements;

namespace Billing.Overview;

/// <summary>
/// What each service took in a month, as its statement has it, up to a commit. Commits are only ever added, so what was
/// added up once need not be read again.
/// </summary>
/// <param name="CommitNo">The last commit that is in it.</param>
/// <param name="IsFinal">True once no commit of the month can come any more.</param>
public sealed record MonthSpend(
    StatementMonth Month, long CommitNo, bool IsFinal, ImmutableSortedDictionary<ServiceName, UsedCredit> Services)
{
    public static MonthSpend Empty(StatementMonth month, long after) =>
        new(month, after, IsFinal: false, ImmutableSortedDictionary<ServiceName, UsedCredit>.Empty);

    public MonthSpend With(SegmentSummary segment)
    {
        var services = Services.ToBuilder();
        foreach (var sum in segment.Services)
        {
            var zero = AmountSum.Zero(sum.Amount.Currency);
            var known = services.TryGetValue(sum.Service, out var found) ? found : new(sum.Service, 0, zero, zero);
            services[sum.Service] = new(
                sum.Service, known.Charges + sum.Lines, known.Amount + sum.Amount - sum.Plan, known.Plans + sum.Plan);
        }
        return this with { Services = services.ToImmutable() };
    }
}
