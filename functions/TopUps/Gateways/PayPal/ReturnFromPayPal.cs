using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>
/// Where PayPal sends the payer back to after approving: the order is read, and captured, before the portal is shown.
/// </summary>
public sealed partial class ReturnFromPayPal(
    PaymentGateways gateways,
    PortalAddress portal,
    TopUpFinder finder,
    TopUpDesk desk,
    PollTable polls,
    TimeProvider clock,
    ILogger<ReturnFromPayPal> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <remarks>The token only says which order: it must be the one of this top-up, and decides nothing else.</remarks>
    [Function(nameof(ReturnFromPayPal))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/payments/paypal/return")] HttpRequest request,
        CancellationToken stop)
    {
        if (request.Query["token"] is not [{ Length: > 0 } token]) return Problem.NotFound("payment");
        if (request.Query["topUp"] is not [var text] || !TopUpId.TryParse(text, out var id))
            return Problem.NotFound("payment");
        if (await finder.Find(PayMethod.PayPal, id, stop) is not { } topUp) return Problem.NotFound("payment");
        if (topUp.GatewayId != token) return Problem.NotFound("payment");

        if (topUp.IsOpen && !await IsSettled(topUp, stop))
            await polls.Schedule(DuePoll.Soon(topUp, clock.GetUtcNow()), stop);
        return portal.Show(topUp.Id);
    }

    /// <summary>The payer waits at the browser: what takes too long, or fails, is left to the next poll.</summary>
    private async Task<bool> IsSettled(TopUp topUp, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            var answer = await gateways.For(PayMethod.PayPal).Ask(topUp, patience.Token);
            var step = await desk.Settle(topUp, answer, ResultSource.Poll, patience.Token);
            return !step.TopUp.IsOpen;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            NotSettled(failure, topUp.Id);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Top-up {TopUp} could not be settled while its payer came back; it is polled")]
    private partial void NotSettled(Exception failure, TopUpId topUp);
}
