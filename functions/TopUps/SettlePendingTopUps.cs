using Billing.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.TopUps;

/// <summary>Asks the gateways about payments whose news never came, so that none depends on a notice.</summary>
public sealed partial class SettlePendingTopUps(
    PollTable polls, TopUpPolling polling, TimeProvider clock, ILogger<SettlePendingTopUps> log)
{
    private const int MaxAtOnce = 8;

    /// <summary>What is left then stays due for the next run.</summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(4);

    [Function(nameof(SettlePendingTopUps))]
    public async Task Run([TimerTrigger("%SettleTopUpsSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await AtOnce.ForEach(PollTable.Buckets, MaxAtOnce, AskAll, stop);

        async Task AskAll(string bucket, CancellationToken ended)
        {
            foreach (var poll in await polls.Due(bucket, now, ended))
                if (clock.GetUtcNow() - now < MaxRun) await Ask(poll, ended);
        }
    }

    /// <summary>One payment that cannot be settled now must not keep the others waiting; its poll stays due.</summary>
    private async Task Ask(DuePoll poll, CancellationToken stop)
    {
        try
        {
            await polling.Ask(poll, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            Failed(failure, poll.TopUp);
        }
    }

    [LoggerMessage(LogLevel.Error, "Top-up {TopUp} could not be settled; it stays due")]
    private partial void Failed(Exception failure, TopUpId topUp);
}
