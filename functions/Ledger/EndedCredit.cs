using System.Collections.Immutable;

namespace Billing.Ledger;

/// <summary>
/// Credit that has ended leaves the account when the grace is over: until then usage of before its end may still be
/// reported, and drawn from it.
/// </summary>
public static class EndedCredit
{
    public static DateTimeOffset DueAt(DateTimeOffset until) =>
        until > DateTimeOffset.MaxValue - Expiry.Grace ? DateTimeOffset.MaxValue : until + Expiry.Grace;

    /// <summary>When something of the account is to leave it, each instant once.</summary>
    public static IReadOnlySet<DateTimeOffset> Dues(AccountState state)
    {
        var dues = new HashSet<DateTimeOffset>();
        foreach (var lot in state.Lots) if (lot.Until is { } until) dues.Add(DueAt(until));
        foreach (var cover in state.Covers) if (DueAt(cover) is { } due) dues.Add(due);
        return dues;
    }

    /// <summary>What leaves the account now: each lot and cover with all that is left of it.</summary>
    public static IEnumerable<MovementFact> DueFacts(AccountState state, DateTimeOffset now)
    {
        foreach (var lot in state.Lots)
            if (Expiry.IsPast(lot.Until, now))
                yield return new MovementFact.LotExpired(lot.Id, lot.Kind, lot.Remaining, lot.Until!.Value);
        foreach (var ended in DueCovers(state.Covers, now)) yield return ended;
    }

    /// <summary>A used-up term that gets what an earlier one left is not over: it leaves another time.</summary>
    private static IEnumerable<MovementFact.CoverExpired> DueCovers(ImmutableArray<Cover> covers, DateTimeOffset now)
    {
        var due = covers.Where(cover => DueAt(cover) <= now)
            .Select(cover => new MovementFact.CoverExpired(
                cover.Id, cover.Remaining, Rollover.Into(cover, covers, now)))
            .ToList();
        return due.Where(ended => !due.Exists(other => other.Into == ended.Cover));
    }

    /// <summary>A cover that lasts until it is used up is due as soon as it is; one that its plan closes never is.
    /// </summary>
    private static DateTimeOffset? DueAt(Cover cover) =>
        cover.Terms.IsClosedByPlan ? null
        : cover.Terms.Until is { } until ? DueAt(until) : cover.IsExhausted ? cover.Terms.From : null;
}
