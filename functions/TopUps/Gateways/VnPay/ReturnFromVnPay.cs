using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>Where VNPay sends the browser back to: proves nothing, changes nothing, shows the portal.</summary>
public sealed class ReturnFromVnPay(
    VnPayTerminal terminal, PortalAddress portal, TopUpFinder finder, PollTable polls, TimeProvider clock)
{
    [Function(nameof(ReturnFromVnPay))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/payments/vnpay/return")] HttpRequest request,
        CancellationToken stop)
    {
        var query = request.QueryString.Value is { Length: > 1 } sent ? sent[1..] : "";
        if (!VnPayNotice.Read(query, terminal.Secret).IsAccepted(out var notice, out _)) return portal.Show(null);
        if (!notice.Addressee(terminal.Code).IsAccepted(out var id, out _)) return portal.Show(null);
        if (await finder.Find(PayMethod.VnPay, id, stop) is not { } topUp) return portal.Show(null);

        if (topUp.IsOpen) await polls.Schedule(DuePoll.Soon(topUp, clock.GetUtcNow()), stop);
        return portal.Show(topUp.Id);
    }
}
