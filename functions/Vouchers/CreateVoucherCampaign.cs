using System.Collections.Immutable;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Vouchers;

/// <summary>Staff set up a voucher campaign; its terms never change afterwards.</summary>
public sealed class CreateVoucherCampaign(CampaignTable campaigns, TimeProvider clock)
{
    [Function(nameof(CreateVoucherCampaign))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/voucher-campaigns")] HttpRequest request,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var campaign = Read(body, CampaignId.Parse(request.EffectId()));
        foreach (var fault in campaign.Faults()) body.Fault(fault.Field, fault.Code, fault.Message);
        if (body.Refused() is { } problem) return problem;

        var stands = await campaigns.Add(campaign, stop);
        return new ObjectResult(CampaignView.Of(stands)) { StatusCode = StatusCodes.Status201Created };
    }

    private VoucherCampaign Read(RequestBody body, CampaignId id) => new(
        id,
        body.Text("name", VoucherCampaign.MaxName),
        body.Amount("amount"),
        List<ServiceName>(body, "services", VoucherCampaign.MaxServices, ServiceName.TryParse, "a service"),
        new(body.OptionalTime("redeemFrom"), body.OptionalTime("redeemUntil")),
        new(body.OptionalTime("creditFrom"), body.OptionalTime("creditUntil")),
        body.OptionalNumber("validDays", 1, VoucherCampaign.MaxValidDays),
        body.OptionalNumber("perAccountLimit", 1, VoucherCampaign.MaxPerAccountLimit) ?? 1,
        body.OptionalNumber("totalLimit", 1, VoucherCampaign.MaxTotalLimit) ?? 1,
        List<BillingCountry>(body, "countries", VoucherCampaign.MaxCountries, BillingCountry.TryParse, "a country"),
        body.OptionalFlag("newAccountsOnly") ?? false,
        clock.GetUtcNow(),
        Budget: body.Has("budget") ? body.Amount("budget") : null);

    private static ImmutableArray<T> List<T>(RequestBody body, string name, int max, TryParse<T> parse, string what)
    {
        if (!body.Has(name)) return [];
        var values = new List<T>();
        foreach (var (index, text) in body.Texts(name, max, maxLength: 100).Index())
        {
            if (parse(text, out var value)) values.Add(value);
            else body.Fault($"{name}[{index}]", "invalid", $"This is not {what}.");
        }
        return [.. values.Distinct()];
    }
}
