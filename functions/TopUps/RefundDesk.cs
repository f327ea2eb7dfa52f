using Billing.Platform;
using Billing.TopUps.Gateways;

namespace Billing.TopUps;

/// <summary>
/// Sends money back through the gateway that it came by: written down first, then sent, then answered; a crash in
/// between leaves a poll that sends the same order again.
/// </summary>
public sealed class RefundDesk(TopUpDesk desk, PollTable polls, PaymentGateways gateways, TimeProvider clock)
{
    /// <summary>The top-up afterwards; its order may still wait for an answer.</summary>
    public async Task<Outcome<TopUp, RefundRefusal>> Order(TopUp topUp, RefundOrder order, CancellationToken stop)
    {
        await polls.Schedule(new(topUp.Id, topUp.Account, clock.GetUtcNow() + PaymentTimes.Apart), stop);
        var ordered = await desk.Order(topUp, order, stop);
        if (!ordered.IsAccepted(out var step, out var refusal)) return refusal;

        return step.TopUp.Reversals.Orders[order.Id] is { IsPending: true, Order: var pending }
            ? await Send(step.TopUp, pending, stop)
            : step.TopUp;
    }

    /// <summary>All orders of a top-up that have no answer.</summary>
    public async Task<TopUp> SendAgain(TopUp topUp, CancellationToken stop)
    {
        foreach (var order in topUp.Reversals.Orders.Values.Where(order => order.IsPending))
            topUp = await Send(topUp, order.Order, stop);
        return topUp;
    }

    private async Task<TopUp> Send(TopUp topUp, RefundOrder order, CancellationToken stop)
    {
        var answer = await gateways.For(topUp.Method).Refund(topUp, order, stop);
        return await desk.Refunded(topUp, order, answer, stop);
    }
}
