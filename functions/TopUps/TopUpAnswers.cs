using Billing.ExchangeRates;
using Billing.Platform;
using Microsoft.AspNetCore.Mvc;

namespace Billing.TopUps;

/// <summary>How the refusals of top-ups and quotes look over HTTP.</summary>
public static class TopUpAnswers
{
    private const int GatewayRetrySeconds = 5;

    public static IActionResult ProfileRequired() =>
        Problem.Of(409, "billing_profile_required",
            "Save a billing profile first: it says in which currency you hold credit.");

    public static IActionResult Refuse(StartRefusal refusal) => refusal switch
    {
        StartRefusal.ConsentRequired =>
            Invalid("acceptTerms", refusal, "Bought credit is not refunded; agree to the terms to continue."),
        StartRefusal.TermsOutdated => Invalid("termsVersion", refusal, "These are not the terms of the quote."),
        StartRefusal.QuoteExpired =>
            Problem.Of(409, Problem.Code(refusal), "The quote has expired; ask for a new one."),
        StartRefusal.QuoteChanged =>
            Problem.Of(409, Problem.Code(refusal), "What was quoted is no longer on offer; ask for a new quote."),
        StartRefusal.TooManyOpenLots => Problem.Of(
            409, Problem.Code(refusal), "The account holds credit of too many payments; use some of it first."),
        StartRefusal.GatewayRefused => Problem.Of(
            422, Problem.Code(refusal), "This way to pay refused the payment; choose another or ask for a new quote."),
        StartRefusal.GatewayUnavailable => Problem.Unavailable(
            "This way to pay does not answer; send the same request again.", GatewayRetrySeconds),
    };

    public static IActionResult Refuse(ExchangeRefusal refusal) => refusal switch
    {
        ExchangeRefusal.RateUnavailable => Problem.Of(
            409, Problem.Code(refusal), "There is no current rate for this currency; pay in another or try later."),
    };

    public static string Explain(QuoteRefusal refusal) => refusal switch
    {
        QuoteRefusal.BelowMinimum => "The amount is below the minimum.",
        QuoteRefusal.AboveMaximum => "The amount is above the maximum.",
        QuoteRefusal.Scale => "The amount has a fraction of the smallest unit that can be paid.",
        QuoteRefusal.CurrencyMismatch => "This is not the currency of your balance.",
        QuoteRefusal.CurrencyUnavailable => "Credit in this currency is not on offer.",
        QuoteRefusal.MethodUnavailable => "This way to pay is not on offer for your country and currency.",
        QuoteRefusal.PayCurrencyUnavailable => "This way to pay does not take that currency from you.",
        QuoteRefusal.PayCurrencyRequired => "This way to pay takes several currencies; say which.",
        QuoteRefusal.NotPayable => "At the current rate the amount cannot be paid.",
    };

    private static IActionResult Invalid(string field, StartRefusal refusal, string message) =>
        Problem.Invalid([new(field, Problem.Code(refusal), message)]);
}
