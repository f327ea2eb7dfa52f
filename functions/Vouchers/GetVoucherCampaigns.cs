using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Vouchers;

/// <summary>All voucher campaigns, newest first.</summary>
public sealed class GetVoucherCampaigns(CampaignTable campaigns)
{
    [Function(nameof(GetVoucherCampaigns))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/voucher-campaigns")] HttpRequest request,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<CampaignId>(CampaignId.TryParse, out var after)) return Problem.BadCursor();

        var found = await campaigns.List(after, page.Limit + 1, stop);
        return new OkObjectResult(page.Cut(found, campaign => campaign.Id.Value, CampaignView.Of));
    }
}
