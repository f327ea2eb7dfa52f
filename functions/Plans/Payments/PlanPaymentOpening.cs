using Billing.Accounts;
using Billing.ExchangeRates;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways;

namespace Billing.Plans.Payments;

/// <summary>
/// Begins the payment of an instalment as top-ups begin, for the very amount that is asked. A payment of it that is
/// open in the same way is given again, so that nobody pays twice by asking twice.
/// </summary>
public sealed class PlanPaymentOpening(
    TopUpRules rules,
    ProfileTable profiles,
    ExchangeDesk exchanges,
    PlanPaymentTable taken,
    TopUpTable topUps,
    TopUpOpening opening,
    PaymentGateways gateways,
    TimeProvider clock)
{
    /// <summary>Who took an id has begun the payment by then, or never will.</summary>
    private static readonly TimeSpan TimeToBegin = TimeSpan.FromHours(1);

    public async Task<PlanPaymentStart> Open(PlanPaymentOrder order, CancellationToken stop)
    {
        if (await profiles.FindBuyer(order.Plan.Account, stop) is not { } profile)
            return new PlanPaymentStart.NoProfile();
        var (wish, account, now) = (order.Wish, order.Plan.Account, clock.GetUtcNow());
        var buyer = new BuyerTerms(profile.Country.Code, profile.Currency);
        var faults = rules.PlanFaults(buyer, order.Part.Amount, wish.Method, wish.PayCurrency);
        if (!faults.IsEmpty) return new PlanPaymentStart.Unpayable(faults);

        var part = new PlanPart(order.Plan.Id, order.Part.Number, order.Plan.Terms.Name);
        var id = await taken.Take(account, part, wish.Method, order.Id, it => IsSpent(it), stop);
        var earlier = (await topUps.Find(account, id, stop))?.TopUp;
        if (earlier is { IsOpen: false }) return new PlanPaymentStart.Began(earlier);
        if (earlier is not null) return await Begin(earlier.StartAgain(wish.Agreement!.Value), order.Payer, stop);

        var paid = rules.PayCurrency(buyer, wish.Method, wish.PayCurrency)!.Value;
        var offered = await exchanges.Quote(order.Part.Amount.Currency, paid, now, stop);
        if (!offered.IsAccepted(out var exchange, out var refusal)) return new PlanPaymentStart.NotExchanged(refusal);

        var asked = new TopUpOrder(id, account, order.Part.Amount, wish.Method);
        if (!TopUpQuote.Of(asked, exchange, rules.TermsVersion, now).IsAccepted(out var quote, out var reason))
            return Unpayable(reason);
        if (PayLimits.Misfit(wish.Method, quote.Total) is { } misfit) return Unpayable(misfit);

        var times = gateways.For(wish.Method).Times;
        return await Begin(
            (quote with { For = part }).Start(wish.Agreement!.Value, rules, buyer, times, now), order.Payer, stop);

        async Task<bool> IsSpent(TopUpId it) => IsOver((await topUps.Find(account, it, stop))?.TopUp, it, now);
    }

    /// <summary>Money of one in doubt may be under way: it is not paid a second time.</summary>
    private static bool IsOver(TopUp? topUp, TopUpId id, DateTimeOffset now) => topUp switch
    {
        null => now > id.MadeAt + TimeToBegin,
        { Status: TopUpStatus.NeedsReview } => false,
        _ => !topUp.IsOpen || now >= topUp.PayBefore,
    };

    private async Task<PlanPaymentStart> Begin(
        Platform.Outcome<TopUp, StartRefusal> started, Payer payer, CancellationToken stop)
    {
        if (!started.IsAccepted(out var topUp, out var refusal)) return new PlanPaymentStart.NotStarted(refusal);
        var opened = await opening.Open(topUp, payer, stop);
        return opened.IsAccepted(out var begun, out refusal)
            ? new PlanPaymentStart.Began(begun)
            : new PlanPaymentStart.NotStarted(refusal);
    }

    private static PlanPaymentStart.Unpayable Unpayable(QuoteRefusal reason) => new([new("amount", reason)]);
}
