using System.Globalization;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Notices;

/// <summary>What finance was told of payments that belong to no account, newest first.</summary>
public sealed class GetPaymentAlerts(NoticeTable notices)
{
    [Function(nameof(GetPaymentAlerts))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/payment-alerts")] HttpRequest request,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<long>(TryNumber, out var before)) return Problem.BadCursor();

        var found = await notices.List(AccountId.Unidentified, before, page.Limit + 1, stop);
        return new OkObjectResult(page.Cut(
            found, notice => notice.Seq.ToString(CultureInfo.InvariantCulture), NoticeView.Of));
    }

    private static bool TryNumber(string? text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
