using System.Collections.Concurrent;
using Billing.Ledger;
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

    /// <summary>The account has more codes that wait than its list shows.</summary>
    TooManyAssigned = 3,
}

/// <summary>
/// Staff have codes of a campaign made, or give one of their own wording. The answer is the only place that shows them,
/// but for a code that is made for one account, which finds it among its vouchers.
/// </summary>
public sealed class IssueVoucherCodes(
    CampaignTable campaigns,
    VoucherTable vouchers,
    CodeBatchTable batches,
    AssignedVoucherTable assigned,
    AssignedVoucherDesk desk,
    TimeProvider clock)
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
        var account = body.OptionalValue<AccountId>("account", AccountId.TryParse, "an account id");
        if (account is not null && count > 1) body.Fault("count", "one_code", "An account is given one at a time.");
        if (body.Refused() is { } problem) return problem;

        var found = CampaignId.TryParse(id, out var campaignId) ? await campaigns.Find(campaignId, stop) : null;
        if (found is null) return Problem.NotFound("voucher campaign");
        if (found.RevokedAt is not null) return Refuse(IssueRefusal.Revoked);

        if (account is { } owner && !await desk.HasRoom(owner, stop)) return Refuse(IssueRefusal.TooManyAssigned);

        var codes = given is { } code ? [code] : await batches.Draw(campaignId, request.EffectId(), count!.Value, stop);
        if (account is { } assignee)
            await assigned.Add(
                new(RedemptionId.Parse(request.EffectId()), assignee, codes[0], clock.GetUtcNow()), stop);
        var issued = await Issue(found, codes, account, stop);
        if (given is not null && issued.Count == 0) return Refuse(IssueRefusal.CodeTaken);

        return Answer(campaignId, issued);
    }

    /// <summary>
    /// Codes that are made are drawn and kept first, so that the same request again issues the same ones. One that was
    /// issued before, for a made one a chance of one in 2^50 for each of those, is left out.
    /// </summary>
    private async Task<IReadOnlyList<VoucherCode>> Issue(
        VoucherCampaign campaign, IReadOnlyList<VoucherCode> codes, AccountId? account, CancellationToken stop)
    {
        var taken = new ConcurrentBag<VoucherCode>();
        await AtOnce.ForEach(codes, MaxAtOnce, Issue, stop);
        return [.. codes.Except(taken)];

        async Task Issue(VoucherCode code, CancellationToken token)
        {
            if (!await vouchers.Issue(code, campaign, account, token)) taken.Add(code);
        }
    }

    private static ObjectResult Answer(CampaignId campaign, IReadOnlyList<VoucherCode> codes) =>
        new(new IssuedCodes(campaign.Value, [.. codes.Select(code => code.Value)]))
        {
            StatusCode = StatusCodes.Status201Created,
        };

    private static IActionResult Refuse(IssueRefusal refusal) => refusal switch
    {
        IssueRefusal.Revoked => Problem.Of(409, Problem.Code(refusal), "The campaign was revoked."),
        IssueRefusal.TooManyAssigned => Problem.Of(
            409, Problem.Code(refusal), "The account has as many codes that wait as its list shows."),
        IssueRefusal.CodeTaken => Problem.Of(
            409, Problem.Code(refusal), "This code was issued before, on other terms."),
    };
}

/// <summary>The codes that were issued; nothing shows them again.</summary>
public sealed record IssuedCodes(string Campaign, IReadOnlyList<string> Codes);
