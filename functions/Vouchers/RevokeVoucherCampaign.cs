using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Vouchers;

/// <summary>Staff end a campaign: none of its codes is redeemed any more, and credit that was granted stays.</summary>
public sealed class RevokeVoucherCampaign(CampaignTable campaigns, TimeProvider clock)
{
    [Function(nameof(RevokeVoucherCampaign))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/voucher-campaigns/{id}/revoke")]
        HttpRequest request,
        string id,
        CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return CampaignId.TryParse(id, out var campaign)
            && await campaigns.Change(campaign, found => found.Revoke(now), stop) is { } revoked
                ? new OkObjectResult(CampaignView.Of(revoked))
                : Problem.NotFound("voucher campaign");
    }
}
