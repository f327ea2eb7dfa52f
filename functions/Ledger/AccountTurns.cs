namespace Billing.Ledger;

/// <summary>
/// Lets the writers of one process at an account one after the other, in the order in which they come: they would only
/// lose the race for its head to each other. Writers of other processes are met at the head.
/// </summary>
/// <remarks>Whoever leaves carries the next one on to its first wait: no thread is taken for it.</remarks>
public sealed class AccountTurns
{
    private readonly Dictionary<AccountId, Queue<TaskCompletionSource>> _waiting = [];

    public async Task<T> Take<T>(AccountId account, Func<Task<T>> work, CancellationToken stop)
    {
        if (Enter(account) is { } turn) await Wait(account, turn, stop);
        try
        {
            return await work();
        }
        finally
        {
            Leave(account);
        }
    }

    /// <summary>Null for whoever comes first.</summary>
    private TaskCompletionSource? Enter(AccountId account)
    {
        lock (_waiting)
        {
            if (!_waiting.TryGetValue(account, out var others))
            {
                _waiting.Add(account, new());
                return null;
            }
            var turn = new TaskCompletionSource();
            others.Enqueue(turn);
            return turn;
        }
    }

    /// <summary>Who stops waiting gives up a turn that came in the same moment.</summary>
    private async Task Wait(AccountId account, TaskCompletionSource turn, CancellationToken stop)
    {
        try
        {
            await turn.Task.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            if (!turn.TrySetCanceled(stop)) Leave(account);
            throw;
        }
    }

    private void Leave(AccountId account)
    {
        while (Next(account) is { } next)
            if (next.TrySetResult()) return;
    }

    /// <summary>Null when nobody waits: the account is then free.</summary>
    private TaskCompletionSource? Next(AccountId account)
    {
        lock (_waiting)
        {
            if (_waiting[account].TryDequeue(out var next)) return next;
            _waiting.Remove(account);
            return null;
        }
    }
}
