using Billing.Platform.Telemetry;

namespace Billing.Ledger;

/// <summary>
/// Runs load, decide, commit for usage, with the head and the identities of hot days kept in memory between batches.
/// Safe although the memory may be old: identities only grow, so a known one is a duplicate for ever, and an unknown
/// one is
/// committed only onto the very head that the memory belongs to, by its ETag. No refusal of money is decided here.
/// </summary>
public sealed class UsageDesk(LedgerTable table, HotAccounts hot, TimeProvider clock, Jitter jitter)
{
    private readonly AccountTurns _turns = new();

    /// <summary>For what a decision reads beside the head.</summary>
    public LedgerTable Table { get; } = table;

    /// <param name="days">UTC days of the events; their neighbours are looked up too.</param>
    /// <param name="decide">May run again with fresher identities; must change neither argument.</param>
    /// <exception cref="LedgerBusyException">Other writers won every attempt.</exception>
    public Task<T> Decide<T>(
        AccountId account,
        IReadOnlyCollection<DateOnly> days,
        Func<AccountHead, UsageIds, CancellationToken, Task<Decision<T>>> decide,
        CancellationToken stop) =>
        _turns.Take(account, () => Decide(account, days, mayRecall: true, decide, stop), stop);

    /// <summary>
    /// The same from what is stored now: for an answer that follows from an identity not being there.
    /// </summary>
    /// <exception cref="LedgerBusyException">Other writers won every attempt.</exception>
    public Task<T> DecideAfresh<T>(
        AccountId account,
        IReadOnlyCollection<DateOnly> days,
        Func<AccountHead, UsageIds, CancellationToken, Task<Decision<T>>> decide,
        CancellationToken stop) =>
        _turns.Take(account, () => Decide(account, days, mayRecall: false, decide, stop), stop);

    private async Task<T> Decide<T>(
        AccountId account,
        IReadOnlyCollection<DateOnly> days,
        bool mayRecall,
        Func<AccountHead, UsageIds, CancellationToken, Task<Decision<T>>> decide,
        CancellationToken stop)
    {
        var needed = days.SelectMany(day => Enumerable.Range(day.DayNumber - 1, 3)).ToHashSet();
        for (var attempt = 1; attempt <= LedgerDesk.MaxAttempts; attempt++)
        {
            if (attempt > 1) await Pause(attempt, stop);
            var recalled = mayRecall ? hot.Take(account, needed) : null;
            var (head, ids) = recalled ?? await new UsageRead(Table).Load(account, needed, stop);
            var decision = await decide(head, ids, stop);
            if (decision.Entry is not { } entry)
            {
                hot.Put(head, ids);
                return decision.Answer;
            }
            if (await Table.Commit(head, entry, decision.Beside, stop) is not CommitResult.Committed committed)
                continue;
            if (decision.Learned is { } learned) ids.AddAll(learned);
            else ids.Remember(entry);
            ids.Release(entry.Released);
            hot.Put(committed.Head, ids);
            return decision.Answer;
        }
        Instruments.LedgerCommits.Add(1, Dimension.Outcome("busy"));
        throw new LedgerBusyException(account);
    }

    private Task Pause(int attempt, CancellationToken stop)
    {
        Instruments.LedgerRetries.Add(1, Dimension.Cause("conflict"));
        return Task.Delay(jitter.Before(attempt), clock, stop);
    }
}
