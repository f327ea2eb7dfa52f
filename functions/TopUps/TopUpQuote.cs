using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps;

/// <summary>Why a quote does not become a top-up.</summary>
public enum StartRefusal
{
    ConsentRequired = 1,
    TermsOutdated = 2,
    QuoteExpired = 3,
    QuoteChanged = 4,
    TooManyOpenLots = 5,

    /// <summary>The gateway will not take this payment.</summary>
    GatewayRefused = 6,

    /// <summary>The gateway does not answer; the same request may pass later.</summary>
    GatewayUnavailable = 7,
}

/// <summary>
/// What one top-up will cost, shown before the customer confirms; it becomes one top-up at most, under the same id.
/// </summary>
/// <param name="Total">What the customer pays; today always the amount that is credited.</param>
/// <param name="TermsVersion">The terms that were in force when it was quoted.</param>
public sealed record TopUpQuote(
    TopUpId Id,
    AccountId Account,
    Amount Amount,
    Amount Total,
    PayMethod Method,
    string TermsVersion,
    DateTimeOffset CreatedAt)
{
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(15);

    public DateTimeOffset ExpiresAt => CreatedAt + ValidFor;

    /// <summary>The top-up that this quote makes, if the customer consents to the terms of the quote in time.</summary>
    /// <param name="rules">What is in force now: a quote that they no longer allow is a changed quote.</param>
    public Outcome<TopUp, StartRefusal> Start(
        Agreement agreement, TopUpRules rules, BuyerTerms buyer, PaymentTimes times, DateTimeOffset now)
    {
        if (!agreement.Accepted) return StartRefusal.ConsentRequired;
        if (agreement.TermsVersion != TermsVersion) return StartRefusal.TermsOutdated;
        if (now >= ExpiresAt) return StartRefusal.QuoteExpired;
        if (rules.TermsVersion != TermsVersion) return StartRefusal.QuoteChanged;
        if (!rules.Faults(buyer, Amount, Method).IsEmpty) return StartRefusal.QuoteChanged;

        var consent = new Consent(TermsVersion, now);
        return new TopUp(Id, Account, Amount, Method, consent, StartedAt: now, PayBefore: now + times.ToPay)
        {
            Total = Total,
            GiveUpAt = now + times.ToFinish,
        };
    }
}

/// <summary>The customer's answer to the terms.</summary>
public readonly record struct Agreement(bool Accepted, string TermsVersion);
