using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>Where PayPal sends a payer who turned back: changes nothing, for the order can still be approved.</summary>
public sealed class CancelAtPayPal(PortalAddress portal)
{
    [Function(nameof(CancelAtPayPal))]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/payments/paypal/cancel")] HttpRequest request) =>
        portal.Show(request.Query["topUp"] is [var text] && TopUpId.TryParse(text, out var id) ? id : null);
}
