using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.Inbox;

/// <summary>
/// Finance has looked at a notice and wants it decided again; what it did before, it does not do twice.
/// </summary>
public sealed class ReplayPaymentNotice(InboxTable inbox, NoticeDesk notices)
{
    [Function(nameof(ReplayPaymentNotice))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/payment-notices/{id}/replay")]
        HttpRequest request,
        string id,
        CancellationToken stop)
    {
        if (!NoticeKey.TryParse(id, out var key)) return Problem.NotFound("notice");
        if (await inbox.Find(key, stop) is not { } notice) return Problem.NotFound("notice");

        if (notice.IsForgotten)
            return Problem.Of(409, "notice_forgotten", "What it said is no longer kept; what became of it stands.");

        await notices.Replay(notice, stop);
        return new OkObjectResult(PaymentNoticeView.Of(await inbox.Find(key, stop) ?? notice));
    }
}
