using Billing.Ledger;

namespace Billing.History.Rollups;

/// <summary>
/// Sums up the usage of a day, from where it was summed up before. What a request has no time for, the next goes on
/// with.
/// </summary>
public sealed class UsageDayReader(LedgerReader ledger, UsageDayTable known)
{
    /// <summary>Fewer segments than this are opened again rather than written down.</summary>
    private const int WorthKeeping = 8;

    /// <summary>Null when the budget was used up: so much as was done is kept.</summary>
    /// <param name="minutes">How long a slot of the day is.</param>
    public async Task<UsageDay?> Read(
        AccountId account, DateOnly day, int minutes, FoldBudget budget, CancellationToken stop)
    {
        var found = await known.Find(account, day, minutes, stop) ?? new UsageDay(day, minutes);
        var before = budget.Left;
        var isWhole = await AddUsage(account, found, budget, stop) && await AddReversals(account, found, budget, stop);
        if (!isWhole || before - budget.Left >= WorthKeeping) await known.Keep(account, found, stop);
        return isWhole ? found : null;
    }

    private async Task<bool> AddUsage(AccountId account, UsageDay day, FoldBudget budget, CancellationToken stop)
    {
        await foreach (var segment in ledger.WholeSegmentsAfter(account, day.Day, day.LastSegment, stop))
        {
            if (!budget.Take()) return false;
            day.Add(segment);
        }
        return true;
    }

    private async Task<bool> AddReversals(AccountId account, UsageDay day, FoldBudget budget, CancellationToken stop)
    {
        var (resources, opened) = (new ReversalResources(ledger, account), 0);
        await foreach (var movement in ledger.MovementsAfter(account, day.Day, day.LastMovement, stop))
        {
            if (movement.Fact is MovementFact.UsageReversed reversed)
            {
                if (budget.Left <= 0) return false;
                day.Add(HistoryEntry.Of(movement)!, await resources.Of(reversed.Usage.Line, stop));
                budget.Take(resources.Opened - opened);
                opened = resources.Opened;
            }
            day.LastMovement = movement.Seq;
        }
        return true;
    }
}
