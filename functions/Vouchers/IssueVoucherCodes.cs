using System.Collections.Concurrent;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Vouchers;

/// <summary>Why no code was issued.</summary>
public enum IssueRefusal
{
    Revoked = 1,
    CodeTaken = 2,
}

/// <summary>
/// Staff have codes of a campaign made, or give one of their own wording. The answer is the only place that shows them.
/// </summary>
public sealed class IssueVoucherCodes(CampaignTable campaigns, VoucherTable vouchers, CodeBatchTable batches)
{
    private const int MaxAtOnce = 16;

    [Function(nameof(IssueVoucherCodes))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/voucher-campaigns/{id}/codes")]
        HttpRequest request,
        string id,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var given = body.OptionalValue<VoucherCode>(
            "code", VoucherCode.TryParse, "a voucher code: ten letters A–Z and digits");
        var count = body.OptionalNumber("count", 1, CodeBatchTable.MaxCodes);
        if (body.Has("code") == body.Has("count")) body.Fault("count", "one_of", "Send either count or code.");
        if (body.Refused() is { } problem) return problem;

        var found = CampaignId.TryParse(id, out var campaignId) ? await campaigns.Find(campaignId, stop) : null;
        if (found is null) return Problem.NotFound("voucher campaign");
        if (found.RevokedAt is not null) return Refuse(IssueRefusal.Revoked);

        var issued = given is { } code
            ? await Give(code, campaignId, stop)
            : await Make(campaignId, request.EffectId(), count!.Value, stop);
        return issued.IsAccepted(out var codes, out var refusal) ? Answer(campaignId, codes) : Refuse(refusal);
    }

    private async Task<Outcome<IReadOnlyList<VoucherCode>, IssueRefusal>> Give(
        VoucherCode code, CampaignId campaign, CancellationToken stop) =>
        await vouchers.Issue(code, campaign, stop) == campaign
            ? new VoucherCode[] { code }
            : IssueRefusal.CodeTaken;

    /// <summary>
    /// The codes are drawn and kept first, so that the same request again issues the same ones. One that another
    /// campaign has, by a chance of one in 2^50 for each of its codes, is left out.
    /// </summary>
    private async Task<Outcome<IReadOnlyList<VoucherCode>, IssueRefusal>> Make(
        CampaignId campaign, string batch, int count, CancellationToken stop)
    {
        var codes = await batches.Draw(campaign, batch, count, stop);
        var taken = new ConcurrentBag<VoucherCode>();
        await AtOnce.ForEach(codes, MaxAtOnce, Issue, stop);
        return codes.Except(taken).ToArray();

        async Task Issue(VoucherCode code, CancellationToken token)
        {
            if (await vouchers.Issue(code, campaign, token) != campaign) taken.Add(code);
        }
    }

    private static ObjectResult Answer(CampaignId campaign, IReadOnlyList<VoucherCode> codes) =>
        new(new { campaign = campaign.Value, codes = codes.Select(code => code.Value) })
        {
            StatusCode = StatusCodes.Status201Created,
        };

    private static IActionResult Refuse(IssueRefusal refusal) => refusal switch
    {
        IssueRefusal.Revoked => Problem.Of(409, Problem.Code(refusal), "The campaign was revoked."),
        IssueRefusal.CodeTaken => Problem.Of(409, Problem.Code(refusal), "Another campaign has this code."),
    };
}
