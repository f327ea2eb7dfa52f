using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Accounts;

/// <summary>Shows what an account has chosen, or the defaults that it follows.</summary>
public sealed class GetSettings(
    LedgerTable ledger, ProfileTable profiles, PreferencesTable preferences, LowBalanceDefaults defaults)
{
    [Function(nameof(GetSettings))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/settings")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var owner = AccountId.Parse(account);
        var state = (await ledger.Load(owner, stop)).State;
        var currency = state.IsOpen ? null : (await profiles.Find(owner, stop))?.Profile.Currency;
        var settings = AccountSettings.Of(state, currency, defaults, await preferences.Find(owner, stop));
        request.HttpContext.Response.Headers.ETag = settings.Tag;
        return new OkObjectResult(SettingsAnswer.Of(settings));
    }
}
