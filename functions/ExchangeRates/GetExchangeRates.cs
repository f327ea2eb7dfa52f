using Billing.Money;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.ExchangeRates;

/// <summary>The exchange rates that stand, by pair.</summary>
public sealed class GetExchangeRates(ExchangeRateTable rates)
{
    [Function(nameof(GetExchangeRates))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/exchange-rates")] HttpRequest request,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<CurrencyPair>(CurrencyPair.TryParse, out var after)) return Problem.BadCursor();

        var found = await rates.Standing(after, page.Limit + 1, stop);
        return new OkObjectResult(page.Cut(found, rate => rate.Pair.ToString(), RateAnswer.Of));
    }
}
