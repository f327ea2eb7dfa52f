using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Accounts;

/// <summary>
/// Saves an account's billing profile, the first time and later; the currency stays once it is locked.
/// </summary>
public sealed class PutProfile(ProfileTable profiles, CurrencyMinimums minimums)
{
    [Function(nameof(PutProfile))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/accounts/{account}/profile")] HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var edited = Read(body);
        if (body.Refused() is { } problem) return problem;

        var ifMatch = request.Headers.IfMatch is [{ Length: > 0 } tag] ? tag : null;
        var outcome = await profiles.Change(AccountId.Parse(account), edited, ifMatch, stop);
        if (!outcome.IsAccepted(out var saved, out var refusal)) return Refuse(refusal);

        request.HttpContext.Response.Headers.ETag = saved.Tag;
        return new OkObjectResult(ProfileAnswer.Of(saved.Profile));
    }

    private BillingProfile Read(RequestBody body)
    {
        var profile = new BillingProfile(
            body.Choice<BillingType>("type"),
            body.Text("name", BillingProfile.MaxNameLength),
            body.Text("email", BillingProfile.MaxEmailLength),
            body.Text("address", BillingProfile.MaxAddressLength),
            body.Value<BillingCountry>("country", BillingCountry.TryParse, "a country code of ISO 3166-1"),
            body.OptionalText("taxCode", TaxCode.MaxLength),
            body.Value<Currency>("currency", Currency.TryParse, "a supported currency"));
        foreach (var fault in profile.Faults(minimums)) body.Fault(fault.Field, fault.Code, fault.Message);
        return profile;
    }

    private static IActionResult Refuse(ProfileRefusal refusal) => refusal switch
    {
        ProfileRefusal.CurrencyLocked => Problem.Of(
            409, Problem.Code(refusal), "Money has moved in the account's currency, so it can never change."),
        ProfileRefusal.ChangedMeanwhile => Problem.Of(
            412, Problem.Code(refusal), "The profile is not the one that If-Match names; read it again."),
    };
}
