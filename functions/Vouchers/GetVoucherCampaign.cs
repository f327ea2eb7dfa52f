using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Vouchers;

/// <summary>One voucher campaign.</summary>
public sealed class GetVoucherCampaign(CampaignTable campaigns)
{
    [Function(nameof(GetVoucherCampaign))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/voucher-campaigns/{id}")] HttpRequest request,
        string id,
        CancellationToken stop) =>
        CampaignId.TryParse(id, out var campaign) && await campaigns.Find(campaign, stop) is { } found
            ? new OkObjectResult(CampaignView.Of(found))
            : Problem.NotFound("voucher campaign");
}
