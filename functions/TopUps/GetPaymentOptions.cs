using Billing.Accounts;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps;

/// <summary>
/// What a customer of a country may buy: currencies with their amounts, ways to pay, and the terms in force.
/// </summary>
public sealed class GetPaymentOptions(TopUpRules rules, CurrencyMinimums minimums)
{
    [Function(nameof(GetPaymentOptions))]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/countries/{country}/payment-options")]
        HttpRequest request,
        string country)
    {
        if (!BillingCountry.TryParse(country, out var known)) return Problem.NotFound("country");

        return new OkObjectResult(new PaymentOptions(
            known.Code,
            [.. known.Currencies(minimums).Select(held => CurrencyOption.Of(held, rules.Ranges[held]))],
            [.. rules.MethodsFor(known.Code).Select(MethodOption.Of)],
            rules.TermsVersion));
    }
}
