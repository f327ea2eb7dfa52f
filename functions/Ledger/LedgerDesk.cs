using Billing.Platform.Telemetry;

namespace Billing.Ledger;

/// <summary>Runs load, decide, commit; and again when another writer was first, a stated number of times.</summary>
public sealed class LedgerDesk(LedgerTable table, TimeProvider clock, Jitter jitter)
{
    public const int MaxAttempts = 8;

    /// <param name="decide">Gets the head as it is now; may run again, so it must only read.</param>
    /// <exception cref="LedgerBusyException">Other writers won every attempt.</exception>
    public async Task<T> Decide<T>(
        AccountId account, Func<AccountHead, CancellationToken, Task<Decision<T>>> decide, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (attempt > 1) await Pause(attempt, stop);
            var head = await table.Load(account, stop);
            var decision = await decide(head, stop);
            if (await Write(head, decision, stop)) return decision.Answer;
        }
        Instruments.LedgerCommits.Add(1, Dimension.Outcome("busy"));
        throw new LedgerBusyException(account);
    }

    private async Task<bool> Write<T>(AccountHead head, Decision<T> decision, CancellationToken stop)
    {
        if (decision.Entry is { } entry)
            return await table.Commit(head, entry, decision.Beside, stop) is CommitResult.Committed;
        return decision.Beside.Count == 0 || await table.WriteBeside(decision.Beside, stop);
    }

    private Task Pause(int attempt, CancellationToken stop)
    {
        Instruments.LedgerRetries.Add(1, Dimension.Cause("conflict"));
        return Task.Delay(jitter.Before(attempt), clock, stop);
    }
}
