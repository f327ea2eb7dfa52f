using Billing.Platform;
using Billing.TopUps.Gateways;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps;

/// <summary>One payment with all that was ever said about it, for finance.</summary>
public sealed class GetPayment(TopUpFinder finder, PaymentGateways gateways)
{
    [Function(nameof(GetPayment))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/payments/{id}")] HttpRequest request,
        string id,
        CancellationToken stop)
    {
        if (!TopUpId.TryParse(id, out var topUpId)) return Problem.NotFound("payment");
        if (await finder.Find(topUpId, gateways, stop) is not { } topUp) return Problem.NotFound("payment");

        return new OkObjectResult(PaymentDetails.Of(topUp));
    }
}
