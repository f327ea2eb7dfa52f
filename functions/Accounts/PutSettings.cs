using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Accounts;

/// <summary>
/// Saves what an account chooses: below which balances it wants to be told, and how it is shown what it has. What the
/// body does not name stays; the same body again changes nothing.
/// </summary>
public sealed class PutSettings(SettingsDesk desk)
{
    [Function(nameof(PutSettings))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/accounts/{account}/settings")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var wish = SettingsWish.Read(body);
        if (body.Refused() is { } problem) return problem;

        var ifMatch = request.Headers.IfMatch is [{ Length: > 0 } tag] ? tag : null;
        var outcome = await desk.Change(AccountId.Parse(account), wish, ifMatch, stop);
        if (!outcome.IsAccepted(out var settings, out var refusal)) return Refuse(refusal);

        request.HttpContext.Response.Headers.ETag = settings.Tag;
        return new OkObjectResult(SettingsAnswer.Of(settings));
    }

    private static IActionResult Refuse(SettingsRefusal refusal) => refusal switch
    {
        SettingsRefusal.AccountNotOpen => Problem.Of(
            409, Problem.Code(refusal), "Thresholds can be chosen once the account has held credit or reported usage."),
        SettingsRefusal.ChangedMeanwhile => Problem.Of(
            412, Problem.Code(refusal), "The settings are not those that If-Match names; read them again."),
        SettingsRefusal.OtherCurrency => Problem.Of(
            422,
            Problem.Code(refusal),
            "Thresholds are in the account's currency.",
            new FieldError("lowBalance", Problem.Code(refusal), "One of these is in another currency.")),
    };
}
