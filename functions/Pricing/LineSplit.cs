using System.Runtime.InteropServices;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Pricing;

/// <summary>
/// Divides a use by quantity: each cover in turn pays for the largest part that it can, at the unit where it is used
/// up, and what is left is charged to credit. Each part is rounded once, apart. Used again for each line.
/// </summary>
public sealed class LineSplit
{
    private readonly List<Leg> _plan = [];

    /// <summary>The parts that covers pay, in their order; valid until the next use.</summary>
    public ReadOnlySpan<Leg> Plan => CollectionsMarshal.AsSpan(_plan);

    /// <summary>What no cover pays for.</summary>
    public Quantity Rest { get; private set; }

    public Amount RestAmount { get; private set; }

    /// <summary>All parts together.</summary>
    public Amount Amount { get; private set; }

    /// <summary>True if a cover would have paid whose grace is over.</summary>
    public bool IsLate { get; private set; }

    /// <param name="before">Billed quantity of the same meter and month before this use.</param>
    /// <param name="offers">In the order in which covers are chosen.</param>
    /// <exception cref="OverflowException">A part is beyond what can be counted.</exception>
    public void Divide(PricedUse use, Quantity before, ReadOnlySpan<CoverOffer> offers)
    {
        _plan.Clear();
        (IsLate, Amount) = (false, Amount.Zero(use.Currency));
        var run = new LineRun(use, before);
        foreach (ref readonly var offer in offers)
        {
            if (run.Left.IsZero) break;
            if (offer.IsPast) IsLate = true;
            else Pay(ref run, offer);
        }
        Rest = run.Left;
        RestAmount = Rest.IsZero ? Amount.Zero(use.Currency) : run.Price(own: null).Of(Rest);
        Amount += RestAmount;
    }

    private void Pay(ref LineRun run, in CoverOffer offer)
    {
        var (part, cost) = run.Price(offer.Price).Within(offer.Money, Quantity.Min(run.Left, offer.Units));
        if (part.IsZero) return;

        _plan.Add(new(FundKind.Plan, offer.Cover, part, cost));
        Amount += cost;
        run.Take(offer.Price, part, cost);
    }
}
