using Billing.Money;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.ExchangeRates;

/// <summary>Every rate that a pair of currencies ever had, the latest first.</summary>
public sealed class GetExchangeRateHistory(ExchangeRateTable rates)
{
    [Function(nameof(GetExchangeRateHistory))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/exchange-rates/{from}/{to}")]
        HttpRequest request,
        string from,
        string to,
        CancellationToken stop)
    {
        if (!CurrencyPair.TryParse($"{from}/{to}", out var pair)) return Problem.NotFound("pair of currencies");
        var query = new RequestQuery(request);
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<DateTimeOffset>(Rfc3339.TryParse, out var before)) return Problem.BadCursor();

        var found = await rates.History(pair, before, page.Limit + 1, stop);
        return new OkObjectResult(page.Cut(found, rate => Rfc3339.Format(rate.TakenAt), RateAnswer.Of));
    }
}
