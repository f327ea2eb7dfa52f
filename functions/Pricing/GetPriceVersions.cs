using System.Globalization;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Pricing;

/// <summary>The price versions of one rate card, newest first; a card that was never published has none.</summary>
public sealed class GetPriceVersions(RateCardTable cards)
{
    [Function(nameof(GetPriceVersions))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = PricingModule.VersionsRoute)]
        HttpRequest request,
        string service,
        string meter,
        string currency,
        CancellationToken stop)
    {
        if (!RateCardId.TryParse(service, meter, currency, out var id)) return Problem.NotFound("rate card");
        var query = new RequestQuery(request);
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;

        if (!page.TryAfter<int>(int.TryParse, out var after)) return Problem.BadCursor();

        var card = await cards.Find(id, stop);
        var older = card.Versions.Reverse().Where(version => after is null || version.Number < after);
        return new OkObjectResult(page.Cut([.. older.Take(page.Limit + 1)], Position, PriceVersionAnswer.Of));
    }

    private static string Position(PriceVersion version) => version.Number.ToString(CultureInfo.InvariantCulture);
}
