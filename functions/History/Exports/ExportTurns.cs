using Billing.Ledger;

namespace Billing.History.Exports;

/// <summary>How many exports run at once in this process, in all and for one account: each holds some memory.</summary>
public sealed class ExportTurns(int perAccount = ExportTurns.MaxPerAccount, int inAll = ExportTurns.MaxInAll)
{
    public const int MaxPerAccount = 2;
    public const int MaxInAll = 6;

    private readonly Lock _gate = new();
    private readonly Dictionary<AccountId, int> _running = [];

    /// <summary>Dispose of it when the export has ended; null when too many are running.</summary>
    public IDisposable? TryTake(AccountId account)
    {
        lock (_gate)
        {
            var mine = _running.GetValueOrDefault(account);
            if (mine >= perAccount || _running.Values.Sum() >= inAll) return null;
            _running[account] = mine + 1;
            return new Turn(this, account);
        }
    }

    private void GiveBack(AccountId account)
    {
        lock (_gate)
        {
            if (--_running[account] == 0) _running.Remove(account);
        }
    }

    private sealed class Turn(ExportTurns turns, AccountId account) : IDisposable
    {
        private bool _isOver;

        public void Dispose()
        {
            if (_isOver) return;
            _isOver = true;
            turns.GiveBack(account);
        }
    }
}
