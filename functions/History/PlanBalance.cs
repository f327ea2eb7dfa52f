using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.History;

/// <summary>What is left of one billing plan.</summary>
/// <param name="Plan">The plan and its term.</param>
/// <param name="Until">Null until it is used up.</param>
/// <param name="IsExhausted">True once it pays no more: what is left is too little and is forfeited.</param>
/// <param name="Pays">False while its plan is paused or suspended: what is left cannot be used now.</param>
public sealed record PlanBalance(
    string Plan, Amount Remaining, Amount Total, DateTimeOffset? Until, bool IsExhausted, bool Pays = true)
{
    /// <summary>The plans of now, in the order in which they are used.</summary>
    public static ImmutableArray<PlanBalance> Of(ImmutableArray<Cover> covers, DateTimeOffset now) =>
    [
        .. covers
            .Where(cover => cover.Terms.From <= now && !(now >= cover.Terms.Until))
            .Select(cover => new PlanBalance(
                cover.Id.Value, cover.Remaining, cover.Terms.Total, cover.Terms.Until, cover.IsExhausted,
                cover.Pays)),
    ];
}
