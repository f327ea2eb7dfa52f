namespace Billing.Simulation.Model;

/// <summary>Who pays for a use, and how much of it.</summary>
public sealed partial class NaiveAccount
{
    /// <summary>
    /// Plans, each as much quantity as it can; then vouchers and top-ups, each as much money; the rest is owed. The
    /// least charge is for all that is at the rate card's price together, spread evenly where that costs less.
    /// </summary>
    private (List<NaiveLeg> Legs, decimal Counted, bool IsLate) Pay(
        NaiveEvent use, NaivePrice? price, decimal least, decimal before, decimal billed, DateTimeOffset now)
    {
        var (legs, isLate, rest, counted) = (new List<NaiveLeg>(), false, billed, 0m);
        var isSpread = false;
        decimal Card(decimal part)
        {
            isSpread |= rest > 0 && Round(price!.Cost(before + counted, rest, rest)) < least;
            return rest == 0 ? 0 : Round(isSpread ? least * part / rest : price!.Cost(before + counted, part, rest));
        }
        foreach (var plan in Payers(use, isPlan: true))
        {
            if (rest == 0) break;
            isLate |= plan.IsEnded(now);
            if (plan.IsEnded(now)) continue;
            var (own, quota) = (plan.PriceOf(use), plan.Quota(use.Service));
            decimal Cost(decimal part) => own is null ? Card(part) : Round(own.Cost(0, part, part));
            var (most, limit) = (quota?.UnitsLeft ?? rest, quota?.MoneyLeft ?? plan.Left);
            var part = Largest(Math.Min(rest, most), Math.Min(plan.Left, limit), Cost);
            var paid = Cost(part);
            if (part > 0) legs.Add(new(plan, part, paid));
            rest -= part;
            if (own is null) (counted, least) = (counted + part, Math.Max(0, least - paid));
            Take(plan, use.Service, paid, part);
            Tell(plan);
            Exhaust(plan, quota, goesOn: rest > 0, use);
        }
        var (charge, owed, quantity) = (Card(rest), Card(rest), rest);
        foreach (var lot in Payers(use, isPlan: false))
        {
            if (owed == 0) break;
            isLate |= lot.IsEnded(now);
            if (lot.IsEnded(now)) continue;
            var paid = Math.Min(owed, lot.Left);
            var share = paid == owed ? rest : Math.Floor(quantity * paid * 1_000_000 / charge) / 1_000_000;
            legs.Add(new(lot, share, paid));
            lot.Left -= paid;
            (owed, rest) = (owed - paid, rest - share);
        }
        if (owed > 0) legs.Add(new(null, rest, owed));
        Debt += owed;
        return (legs, counted + quantity, isLate);
    }

    /// <summary>The largest quantity, in millionths, that costs no more than the limit.</summary>
    private static decimal Largest(decimal most, decimal limit, Func<decimal, decimal> cost)
    {
        if (cost(most) <= limit) return most;
        var (fits, tooMuch) = (0m, most);
        while (tooMuch - fits > 0.000001m)
        {
            var middle = Math.Floor((fits + tooMuch) / 2 * 1_000_000) / 1_000_000;
            if (cost(middle) <= limit) fits = middle;
            else tooMuch = middle;
        }
        return fits;
    }

    /// <summary>A plan that a use goes past is used up: the quota if it was too small, else the whole.</summary>
    private void Exhaust(NaiveFund plan, NaiveQuota? quota, bool goesOn, NaiveEvent use)
    {
        var isQuota = quota is not null && plan.Left > 0
            && (quota.MoneyLeft == 0 || quota.UnitsLeft == 0 || (goesOn && quota.MoneyLeft < plan.Left));
        if (isQuota) quota!.IsExhausted = true;
        else if (plan.Left == 0 || goesOn) plan.IsExhausted = true;
        else return;
        var what = isQuota ? "quota-exhausted" : "plan-exhausted";
        Told.Add($"{what} {plan.Id} {use.Service} {use.Source} {use.Id} {use.Time.UtcTicks}");
    }

    /// <summary>At 80, 90 and 100 percent of a plan, once each.</summary>
    private void Tell(NaiveFund plan)
    {
        foreach (var percent in (int[])[80, 90, 100])
        {
            if (percent <= plan.ToldPercent || (plan.Granted - plan.Left) * 100 < plan.Granted * percent) continue;
            plan.ToldPercent = percent;
            Told.Add($"plan-used {plan.Id} {percent}");
        }
    }

    private List<NaiveFund> Payers(NaiveEvent use, bool isPlan) =>
        Funds.Where(it => it.Kind == "plan" == isPlan && it.MayPay(use)).OrderBy(it => it.Rank).ToList();

    private static void Take(NaiveFund fund, string service, decimal amount, decimal quantity)
    {
        fund.Left -= amount;
        if (fund.Quota(service) is { } quota)
            (quota.MoneyLeft, quota.UnitsLeft) = (quota.MoneyLeft - amount, quota.UnitsLeft - quantity);
    }

    private decimal Round(decimal cost) => Math.Round(cost, digits, MidpointRounding.AwayFromZero);
}
