using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>
/// Where the money of a reversed line goes. What was debt shrinks the debt, or comes back as top-up credit if a later
/// top-up has settled it. What top-ups paid settles debt before it is credit again. What a lot paid goes back to the
/// lot, reopened if it was used up. What belongs to a fund whose grace is over, or to a cover that is gone, is
/// forfeited.
/// </summary>
/// <param name="DebtUnits">How much less debt there is.</param>
/// <param name="Lots">Lots with what goes back to each.</param>
/// <param name="Plans">Covers with what goes back to each.</param>
/// <param name="BreakageUnits">What is forfeited.</param>
internal sealed record GivenBack(
    long DebtUnits, ImmutableArray<Lot> Lots, ImmutableArray<Leg> Plans, long BreakageUnits)
{
    public long Units(LotKind kind) => Lots.Where(lot => lot.Kind == kind).Sum(lot => lot.Remaining.Units);

    public long PlanUnits => Plans.Sum(leg => leg.Amount.Units);

    /// <param name="debtUnits">The account's debt before.</param>
    /// <param name="seq">The reversal's sequence number.</param>
    /// <param name="time">When the reversal is committed.</param>
    public static GivenBack Of(
        MovementFact.UsageReversed fact,
        long debtUnits,
        LotShelf lots,
        CoverShelf covers,
        long seq,
        DateTimeOffset time)
    {
        var (settled, breakage) = (0L, 0L);
        var back = ImmutableArray.CreateBuilder<Lot>();
        var plans = ImmutableArray.CreateBuilder<Leg>();
        foreach (var leg in fact.Usage.Legs.Where(leg => leg.Kind == FundKind.Debt))
        {
            var shrunk = Settle(leg.Amount.Units);
            var paid = leg.Amount with { Units = leg.Amount.Units - shrunk };
            if (paid.IsPositive) back.Add(TopUpLot.Holding(new(fact.Cause), paid, seq));
        }
        foreach (var leg in fact.Usage.Legs.Where(leg => leg.Kind == FundKind.Plan))
        {
            if (covers.IsHeld(leg.Fund, time)) plans.Add(leg);
            else breakage += leg.Amount.Units;
        }
        foreach (var leg in fact.Usage.Legs.Where(leg => leg.Kind is FundKind.Voucher or FundKind.TopUp))
        {
            var lot = Terms(fact, leg, lots);
            if (Expiry.IsPast(lot.Until, time))
            {
                breakage += leg.Amount.Units;
                continue;
            }
            var rest = leg.Amount.Units - (lot.Kind == LotKind.TopUp ? Settle(leg.Amount.Units) : 0);
            if (rest > 0) back.Add(lot with { Remaining = leg.Amount with { Units = rest } });
        }
        return new(settled, back.ToImmutable(), plans.ToImmutable(), breakage);

        long Settle(long units)
        {
            var part = Math.Min(debtUnits - settled, units);
            settled += part;
            return part;
        }
    }

    private static Lot Terms(MovementFact.UsageReversed fact, Leg leg, LotShelf lots)
    {
        var lot = lots.Find(leg.Fund) ?? fact.Reopened.FirstOrDefault(gone => gone.Id == leg.Fund);
        Invariant.Holds(lot is not null, "I7 what a lot paid goes back to it");
        return lot;
    }
}
