using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>Where Stripe sends the browser back to: proves nothing, changes nothing, shows the portal.</summary>
public sealed class ReturnFromStripe(PortalAddress portal, TopUpFinder finder, PollTable polls, TimeProvider clock)
{
    public const string TopUpName = "topUp";
    public const string SessionName = "session";

    /// <remarks>Only who knows the session, too, can make us ask Stripe about it.</remarks>
    [Function(nameof(ReturnFromStripe))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/payments/stripe/return")] HttpRequest request,
        CancellationToken stop)
    {
        if (!TopUpId.TryParse(request.Query[TopUpName], out var id)) return portal.Show(null);
        if (await finder.Find(PayMethod.Stripe, id, stop) is not { } topUp) return portal.Show(null);

        var isBack = topUp.GatewayId is { } session && request.Query[SessionName] == session;
        if (isBack && topUp.IsOpen) await polls.Schedule(DuePoll.Soon(topUp, clock.GetUtcNow()), stop);
        return portal.Show(topUp.Id);
    }
}
