using Billing.Accounts;
using Billing.ExchangeRates;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps;

/// <summary>Says what a top-up would cost; the customer confirms the quote, nothing else.</summary>
public sealed class QuoteTopUp(
    TopUpRules rules, ProfileTable profiles, QuoteTable quotes, ExchangeDesk exchanges, TimeProvider clock)
{
    [Function(nameof(QuoteTopUp))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/top-up-quotes")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        if (!AccountId.TryParse(account, out var id)) return Problem.NotFound("account");
        var body = await RequestBody.Read(request, stop);
        var amount = body.Amount("amount");
        var method = body.Value<PayMethod>("method", PayMethod.TryParse, "a way to pay");
        var payCurrency = body.OptionalValue<Currency>("payCurrency", Currency.TryParse, "a supported currency");
        if (body.Refused() is { } problem) return problem;
        if (await profiles.FindBuyer(id, stop) is not { } profile) return TopUpAnswers.ProfileRequired();

        var buyer = new BuyerTerms(profile.Country.Code, profile.Currency);
        var faults = rules.Faults(buyer, amount, method, payCurrency);
        if (!faults.IsEmpty) return Refuse(faults);

        var now = clock.GetUtcNow();
        var paid = rules.PayCurrency(buyer, method, payCurrency)!.Value;
        var offered = await exchanges.Quote(amount.Currency, paid, now, stop);
        if (!offered.IsAccepted(out var exchange, out var refusal)) return TopUpAnswers.Refuse(refusal);

        var order = new TopUpOrder(TopUpId.Parse(request.EffectId()), id, amount, method);
        var quoted = TopUpQuote.Of(order, exchange, rules.TermsVersion, now);
        if (!quoted.IsAccepted(out var quote, out var reason)) return Refuse([new("amount", reason)]);

        var kept = await quotes.Add(quote, stop);
        return new ObjectResult(QuoteView.Of(kept)) { StatusCode = StatusCodes.Status201Created };
    }

    private static IActionResult Refuse(IEnumerable<QuoteFault> faults) => Problem.Invalid(
        [.. faults.Select(fault => new FieldError(
            fault.Field, Problem.Code(fault.Reason), TopUpAnswers.Explain(fault.Reason)))]);
}
