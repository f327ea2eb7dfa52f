using System.Collections.Immutable;
using System.Globalization;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Accounts;

/// <summary>Saves what an account has chosen: the balances below which it wants to be told.</summary>
public sealed class PutSettings(LedgerDesk desk, LowBalanceDefaults defaults, TimeProvider clock)
{
    [Function(nameof(PutSettings))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/accounts/{account}/settings")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var chosen = new AccountSettings(LowBalance(body), IsDefault: false);
        if (body.Refused() is { } problem) return problem;

        var ifMatch = request.Headers.IfMatch is [{ Length: > 0 } tag] ? tag : null;
        var refused = await desk.Decide(
            AccountId.Parse(account), (head, _) => Task.FromResult(Decide(head, chosen, ifMatch)), stop);
        if (refused is { } refusal) return Refuse(refusal);

        request.HttpContext.Response.Headers.ETag = chosen.Tag;
        return new OkObjectResult(chosen);
    }

    private Decision<SettingsRefusal?> Decide(AccountHead head, AccountSettings chosen, string? ifMatch)
    {
        var outcome = chosen.Change(head.State, defaults, ifMatch);
        if (!outcome.IsAccepted(out var fact, out var refusal)) return new(refusal);
        return new(null, fact is null ? null : new LedgerEntry(clock.GetUtcNow()) { Movements = [fact] });
    }

    private static ImmutableArray<Amount> LowBalance(RequestBody body)
    {
        var amounts = new List<Amount>();
        foreach (var (index, item) in body.Items("lowBalance", Ledger.LowBalance.MaxThresholds).Index())
        {
            var currency = item.Value<Currency>("currency", Currency.TryParse, "a supported currency");
            var text = item.Text("amount", 40);
            if (currency == default || text.Length == 0) continue;

            var path = string.Create(CultureInfo.InvariantCulture, $"lowBalance[{index}].amount");
            if (!Amount.TryParse(text, currency, out var amount) || !amount.IsPositive || !amount.IsWholeMinor)
                body.Fault(path, "not_an_amount", $"This is not a positive amount that can be paid in {currency}.");
            else if (amounts.Contains(amount)) body.Fault(path, "repeated", "This threshold is there already.");
            else amounts.Add(amount);
        }
        return [.. amounts.OrderByDescending(it => it.Units)];
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
