using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.BankTransfers;

/// <summary>The received transfers, the newest days first; by status, and between two days.</summary>
public sealed class GetBankTransfers(BankTransferTable transfers)
{
    [Function(nameof(GetBankTransfers))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/bank-transfers")] HttpRequest request,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var wanted = new TransferFilter(
            query.OptionalChoice<TransferStatus>("status"),
            query.OptionalValue<DateOnly>("from", CalendarDay.TryParse, CalendarDay.What),
            query.OptionalValue<DateOnly>("to", CalendarDay.TryParse, CalendarDay.What));
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<TransferPosition>(TransferPosition.TryParse, out var after)) return Problem.BadCursor();

        var found = await transfers.List(wanted, after, page.Limit + 1, stop);
        return new OkObjectResult(page.Cut(found, it => TransferPosition.Of(it).ToString(), TransferView.Of));
    }
}
