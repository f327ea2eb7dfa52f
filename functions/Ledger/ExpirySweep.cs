using System.Collections.Immutable;

namespace Billing.Ledger;

/// <summary>Posts the ended credit of one account as breakage: once, however often it is asked for.</summary>
public sealed class ExpirySweep(LedgerDesk desk, ExpiryTable expiries, TimeProvider clock)
{
    /// <summary>Each takes a movement and a once-only key of the commit's hundred rows.</summary>
    public const int MaxPerCommit = 40;

    /// <summary>Kind of the once-only keys: what expired of a lot is their answer.</summary>
    public const string OnceKind = "expired";

    /// <returns>How many lots and covers left the account.</returns>
    public async Task<int> Sweep(ExpiryMark mark, CancellationToken stop)
    {
        // Before it looks: what becomes due or is committed during the look may not have been seen by it.
        var (began, posted) = (clock.GetUtcNow(), 0);
        for (var last = MaxPerCommit; last == MaxPerCommit; posted += last)
            last = await desk.Decide(mark.Account, (head, _) => Task.FromResult(Decide(head)), stop);
        if (mark.IsOver(began)) await expiries.Remove(mark, stop);
        return posted;
    }

    private Decision<int> Decide(AccountHead head)
    {
        var now = head.TimeOf(clock.GetUtcNow());
        ImmutableArray<MovementFact> due = [.. EndedCredit.DueFacts(head.State, now).Take(MaxPerCommit)];
        if (due.IsEmpty) return new(0);

        return new(due.Length, new LedgerEntry(now)
        {
            Movements = due,
            Once = [.. due.OfType<MovementFact.LotExpired>().Select(Key)],
        });
    }

    private static OnceKey Key(MovementFact.LotExpired lot) =>
        new(OnceKind, lot.Lot.Value, RequestHash: "", lot.Amount.ToDecimalString());
}
