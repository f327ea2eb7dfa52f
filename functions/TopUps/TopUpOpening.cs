using Billing.Accounts;
using Billing.Platform;
using Billing.TopUps.Gateways;

namespace Billing.TopUps;

/// <summary>
/// Brings a confirmed top-up into the books in an order that a crash cannot hurt: the currency is locked, the
/// reference and the poll stand before the payment, the payment stands before its gateway hears of it, and what the
/// gateway calls it is known before the customer learns where to pay.
/// </summary>
public sealed class TopUpOpening(
    ProfileTable profiles, PaymentRefTable references, PollTable polls, TopUpDesk desk, PaymentGateways gateways)
{
    /// <summary>Doing it again after a crash goes on where it stopped.</summary>
    public async Task<Outcome<TopUp, StartRefusal>> Open(TopUp topUp, Payer payer, CancellationToken stop)
    {
        if (topUp.Status != TopUpStatus.Created) return topUp;
        var buyer = await profiles.LockCurrency(topUp.Account, stop);
        if (buyer is null || buyer.Currency != topUp.Amount.Currency) return StartRefusal.QuoteChanged;

        var times = gateways.For(topUp.Method).Times;
        await references.Add(topUp.Method, topUp.Id.Value, topUp.Reference, stop);
        await polls.Schedule(
            new(topUp.Id, topUp.Account, times.NextPoll(topUp.StartedAt, topUp.StartedAt)), stop);
        var opened = await desk.Open(topUp with { Email = buyer.Email, PayerName = buyer.Name }, buyer, stop);
        if (!opened.IsAccepted(out var stored, out var refusal)) return refusal;

        // Erased while this was written: the row came too late to be seen by the erasure.
        if (await profiles.FindBuyer(topUp.Account, stop) is null)
        {
            await desk.ErasePayers(topUp.Account, stop);
            return StartRefusal.QuoteChanged;
        }
        return stored.Status == TopUpStatus.Created ? await Begin(stored, payer, stop) : stored;
    }

    private async Task<Outcome<TopUp, StartRefusal>> Begin(TopUp topUp, Payer payer, CancellationToken stop)
    {
        var start = await gateways.For(topUp.Method).Start(topUp, payer, stop);
        if (GatewayId(start) is { } id && !await references.Add(topUp.Method, id, topUp.Reference, stop))
            return StartRefusal.GatewayRefused;

        var begun = await desk.Begin(topUp, start, stop);
        return start switch
        {
            PaymentStart.Refused => StartRefusal.GatewayRefused,
            PaymentStart.Unanswered => StartRefusal.GatewayUnavailable,
            _ => begun,
        };
    }

    private static string? GatewayId(PaymentStart start) => start switch
    {
        PaymentStart.Redirect it => it.GatewayId,
        PaymentStart.Instructed it => it.Reference,
        _ => null,
    };
}
