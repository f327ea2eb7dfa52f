using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.Ledger;

/// <summary>Takes credit that ended, and whose grace is over, from the accounts that hold some.</summary>
public sealed partial class SweepExpired(
    ExpiryTable expiries, ExpirySweep sweep, TimeProvider clock, ILogger<SweepExpired> log)
{
    /// <summary>What is left then stays marked for the next run.</summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    [Function(nameof(SweepExpired))]
    public Task Run([TimerTrigger("%SweepExpiredSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return Task.WhenAll(ExpiryTable.Buckets.Select(bucket => Sweep(bucket, now, stop)));
    }

    private async Task Sweep(string bucket, DateTimeOffset now, CancellationToken stop)
    {
        await foreach (var mark in expiries.Due(bucket, now, stop))
        {
            if (clock.GetUtcNow() - now >= MaxRun) return;
            await Sweep(mark, stop);
        }
    }

    /// <summary>An account that cannot be swept now must not keep the others waiting.</summary>
    private async Task Sweep(ExpiryMark mark, CancellationToken stop)
    {
        try
        {
            var posted = await sweep.Sweep(mark, stop);
            if (posted > 0) Posted(mark.Account, posted);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Failed(fault, mark.Account);
            await Postpone(mark, stop);
        }
    }

    private async Task Postpone(ExpiryMark mark, CancellationToken stop)
    {
        try
        {
            await expiries.Postpone(mark, clock.GetUtcNow() + Pause, stop);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Failed(fault, mark.Account);
        }
    }

    [LoggerMessage(2001, LogLevel.Information, "{Count} ended credits left account {Account}")]
    private partial void Posted(AccountId account, int count);

    [LoggerMessage(2002, LogLevel.Error, "The ended credit of account {Account} could not be posted yet")]
    private partial void Failed(Exception fault, AccountId account);
}
