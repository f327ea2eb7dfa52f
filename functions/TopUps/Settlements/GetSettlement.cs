using System.Net.Mime;
using System.Text;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.Settlements;

/// <summary>The last comparison of a day with what its gateway or bank listed.</summary>
public sealed class GetSettlement(SettlementTable settlements)
{
    [Function(nameof(GetSettlement))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/settlements/{method}/{date}")]
        HttpRequest request,
        string method,
        string date,
        CancellationToken stop)
    {
        if (!PayMethod.TryParse(method, out var way) || !CalendarDay.TryParse(date, out var day))
            return Problem.NotFound("settlement");
        if (await settlements.Find(way, day, stop) is not { } json) return Problem.NotFound("settlement");

        return new ContentResult
        {
            Content = Encoding.UTF8.GetString(json), ContentType = MediaTypeNames.Application.Json, StatusCode = 200,
        };
    }
}
