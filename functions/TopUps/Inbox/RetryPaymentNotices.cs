using Billing.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.TopUps.Inbox;

/// <summary>
/// Takes up notices that were interrupted, and those whose payment was not known yet, for three days; then they wait
/// for a person.
/// </summary>
public sealed partial class RetryPaymentNotices(
    InboxTable inbox, NoticeDesk notices, TimeProvider clock, ILogger<RetryPaymentNotices> log)
{
    private const int MaxAtOnce = 4;
    private const int MaxNotices = 5_000;

    /// <summary>Whoever took it may still be at it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(3);

    [Function(nameof(RetryPaymentNotices))]
    public async Task Run([TimerTrigger("%RetryNoticesSchedule%")] TimerInfo timer, CancellationToken stop) =>
        await AtOnce.ForEach(await inbox.Open(MaxNotices, stop), MaxAtOnce, Retry, stop);

    /// <summary>One notice that cannot be taken now must not keep the others waiting.</summary>
    private async Task Retry(NoticeKey key, CancellationToken stop)
    {
        try
        {
            await Take(key, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            Failed(failure, key);
        }
    }

    private async Task Take(NoticeKey key, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await inbox.Find(key, stop) is not { } notice)
        {
            if (now > key.At + MaxAge) await inbox.Leave(key, stop);
            return;
        }
        if (!notice.IsOpen) await inbox.Leave(key, stop);
        else if (now > notice.ReceivedAt + MaxAge) await notices.GiveUp(notice, stop);
        else if (now > notice.ReceivedAt + Patience) await notices.Replay(notice, stop);
    }

    [LoggerMessage(LogLevel.Error, "Notice {Notice} could not be taken; it is tried again")]
    private partial void Failed(Exception failure, NoticeKey notice);
}
