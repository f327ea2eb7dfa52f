using Billing.Ledger;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Notices;

/// <summary>Brings what the ledgers have to tell to the bus, within seconds of its commit.</summary>
public sealed class DeliverOutbox(OutboxMarkTable marks, OutboxDelivery delivery, TimeProvider clock)
{
    /// <summary>What is left then stays marked for the next run.</summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(1);

    [Function(nameof(DeliverOutbox))]
    public Task Run([TimerTrigger("%DeliverOutboxSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return Task.WhenAll(OutboxMarkTable.Buckets.Select(bucket => Deliver(bucket, now, stop)));
    }

    private async Task Deliver(string bucket, DateTimeOffset now, CancellationToken stop)
    {
        foreach (var mark in await marks.Due(bucket, now, stop))
        {
            if (clock.GetUtcNow() - now >= MaxRun) return;
            await delivery.Deliver(mark, now + MaxRun, stop);
        }
    }
}
