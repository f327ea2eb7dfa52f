using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.Inbox;

/// <summary>One notice in its gateway's own words.</summary>
public sealed class GetPaymentNotice(InboxTable inbox)
{
    [Function(nameof(GetPaymentNotice))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/payment-notices/{id}")] HttpRequest request,
        string id,
        CancellationToken stop)
    {
        if (!NoticeKey.TryParse(id, out var key)) return Problem.NotFound("notice");
        if (await inbox.Find(key, stop) is not { } notice) return Problem.NotFound("notice");

        return new OkObjectResult(WholePaymentNotice.Of(notice));
    }
}
