using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
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
/// <param name="Total">What the customer pays: the amount itself, or what it comes to at the rate of the
/// exchange.</param>
/// <param name="TermsVersion">The terms that were in force when it was quoted.</param>
/// <param name="Exchange">Null when the customer pays in the currency of the balance.</param>
public sealed record TopUpQuote(
    TopUpId Id,
    AccountId Account,
    Amount Amount,
    Amount Total,
    PayMethod Method,
    string TermsVersion,
    DateTimeOffset CreatedAt,
    ExchangeQuote? Exchange = null)
{
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(15);

    /// <summary>The instalment of a billing plan that it pays; null where it buys credit.</summary>
    public PlanPart? For { get; init; }

    /// <summary>The exchange is never promised for longer than its own time.</summary>
    public DateTimeOffset ExpiresAt => Exchange is { } exchange && exchange.ExpiresAt < CreatedAt + ValidFor
        ? exchange.ExpiresAt
        : CreatedAt + ValidFor;

    /// <summary>The total is worked out once, here, and never again.</summary>
    public static Outcome<TopUpQuote, QuoteRefusal> Of(
        TopUpOrder order, ExchangeQuote? exchange, string termsVersion, DateTimeOffset now)
    {
        if (exchange is null) return Of(order, order.Amount);

        var digits = PayScale.Digits(order.Method, exchange.Other(order.Amount.Currency));
        return exchange.Convert(order.Amount, digits) is { IsPositive: true } total
            ? Of(order, total)
            : QuoteRefusal.NotPayable;

        TopUpQuote Of(TopUpOrder it, Amount paid) =>
            new(it.Id, it.Account, it.Amount, paid, it.Method, termsVersion, now, exchange);
    }

    /// <summary>The top-up that this quote makes, if the customer consents to the terms of the quote in time.</summary>
    /// <param name="rules">What is in force now: a quote that they no longer allow is a changed quote.</param>
    public Outcome<TopUp, StartRefusal> Start(
        Agreement agreement, TopUpRules rules, BuyerTerms buyer, PaymentTimes times, DateTimeOffset now)
    {
        if (!agreement.Accepted) return StartRefusal.ConsentRequired;
        if (agreement.TermsVersion != TermsVersion) return StartRefusal.TermsOutdated;
        if (now >= ExpiresAt) return StartRefusal.QuoteExpired;
        if (rules.TermsVersion != TermsVersion) return StartRefusal.QuoteChanged;
        if (!Faults(rules, buyer).IsEmpty) return StartRefusal.QuoteChanged;

        var consent = new Consent(TermsVersion, now);
        return new TopUp(Id, Account, Amount, Method, consent, StartedAt: now, PayBefore: now + times.ToPay)
        {
            Total = Total,
            Exchange = Exchange,
            For = For,
            GiveUpAt = now + times.ToFinish,
        };
    }

    private ImmutableArray<QuoteFault> Faults(TopUpRules rules, BuyerTerms buyer) => For is null
        ? rules.Faults(buyer, Amount, Method, Total.Currency)
        : rules.PlanFaults(buyer, Amount, Method, Total.Currency);
}

/// <summary>What a customer asks a quote for.</summary>
public readonly record struct TopUpOrder(TopUpId Id, AccountId Account, Amount Amount, PayMethod Method);

/// <summary>The customer's answer to the terms.</summary>
public readonly record struct Agreement(bool Accepted, string TermsVersion);
