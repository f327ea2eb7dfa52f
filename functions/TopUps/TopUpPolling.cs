using Billing.TopUps.Gateways;

namespace Billing.TopUps;

/// <summary>
/// What one due poll comes to: the gateway is asked, the answer applied, refunds without an answer are sent again, and
/// the next poll set or none.
/// </summary>
public sealed class TopUpPolling(
    TopUpTable topUps,
    PollTable polls,
    TopUpDesk desk,
    RefundDesk refunds,
    PaymentGateways gateways,
    TimeProvider clock)
{
    /// <summary>
    /// A poll without a payment waits this long for a start that is still under way; no quote lives longer.
    /// </summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromHours(2);

    public async Task Ask(DuePoll poll, CancellationToken stop)
    {
        var stored = await topUps.Find(poll.Account, poll.TopUp, stop);
        if (stored is null) await Await(poll, stop);
        else if (stored.TopUp.IsOpen) await Ask(poll, stored.TopUp, stop);
        else if (stored.TopUp.Reversals.HasPendingOrders) await Refund(poll, stored.TopUp, stop);
        else await polls.Remove(poll, stop);
    }

    private async Task Ask(DuePoll poll, TopUp topUp, CancellationToken stop)
    {
        var gateway = gateways.For(topUp.Method);
        var answer = await gateway.Ask(topUp, stop);
        var step = await desk.Settle(topUp, answer, ResultSource.Poll, stop);
        var next = gateway.Times.NextPoll(topUp.StartedAt, clock.GetUtcNow());
        if (step.TopUp.IsOpen) await polls.Postpone(poll, next, stop);
        else await polls.Remove(poll, stop);
    }

    private async Task Refund(DuePoll poll, TopUp topUp, CancellationToken stop)
    {
        var after = await refunds.SendAgain(topUp, stop);
        if (after.Reversals.OldestPending is { } since)
            await polls.Postpone(poll, gateways.For(topUp.Method).Times.NextPoll(since, clock.GetUtcNow()), stop);
        else await polls.Remove(poll, stop);
    }

    private async Task Await(DuePoll poll, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (now > poll.TopUp.MadeAt + OrphanAge) await polls.Remove(poll, stop);
        else await polls.Postpone(poll, now + PaymentTimes.Apart, stop);
    }
}
