using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Vouchers;

/// <summary>One voucher campaign, and what it has spent of its budget.</summary>
public sealed class GetVoucherCampaign(CampaignTable campaigns, VoucherTable vouchers)
{
    [Function(nameof(GetVoucherCampaign))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/voucher-campaigns/{id}")] HttpRequest request,
        string id,
        CancellationToken stop)
    {
        var found = CampaignId.TryParse(id, out var campaignId) ? await campaigns.Find(campaignId, stop) : null;
        if (found is null) return Problem.NotFound("voucher campaign");
        if (found.Budget is not { } budget) return new OkObjectResult(CampaignView.Of(found));

        var spent = budget with { Units = await vouchers.Spent(campaignId, stop) };
        return new OkObjectResult(CampaignView.Of(found) with { Spent = spent });
    }
}
