using Billing.Accounts;
using Billing.Platform;
using Billing.TopUps.Gateways;

namespace Billing.TopUps;

/// <summary>
/// Brings a confirmed top-up into the books in an order that a crash cannot hurt: the currency is locked, the
/// reference and the poll stand before the payment, and the payment stands before the customer learns where to pay.
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

        await references.Add(topUp.Method, topUp.Id, topUp.Account, stop);
        await polls.Schedule(new(topUp.Id, topUp.Account, PollTimes.After(topUp.StartedAt, topUp.StartedAt)), stop);
        var opened = await desk.Open(topUp, buyer, stop);
        if (!opened.IsAccepted(out var stored, out var refusal)) return refusal;
        if (stored.Status != TopUpStatus.Created) return stored;

        return await desk.Redirect(stored, await gateways.For(stored.Method).Start(stored, payer, stop), stop);
    }
}
