using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History.Exports;

/// <summary>
/// The credit history as a workbook, all rows of the same filters, as it is at this moment: what happens while it is
/// written is not in it.
/// </summary>
public sealed class ExportCreditHistory(
    LedgerTable ledger,
    ProfileTable profiles,
    PreferencesTable preferences,
    HistoryExport history,
    ExportTable exports,
    ExportTurns turns,
    TimeProvider clock)
{
    private const string NameForm = "a name of up to 40 letters and digits";

    [Function(nameof(ExportCreditHistory))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/credit-history.xlsx")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var head = await ledger.Load(AccountId.Parse(account), stop);
        var timeZone = (await preferences.Find(head.Account, stop)).TimeZone;
        var query = new RequestQuery(request);
        var filter = HistoryQuery.Read(query, new AccountDates(timeZone));
        var named = query.OptionalValue<ExportId>("export", ExportId.TryParse, NameForm);
        if (query.Refused() is { } problem) return problem;

        var id = named ?? Named(request.EffectId());
        request.HttpContext.Response.Headers[ExportAnswer.IdHeader] = id.Value;
        var profile = (await profiles.Find(head.Account, stop))?.Profile;
        var currency = head.State.Currency ?? profile?.Currency;
        var scope = new ExportScope(head, filter, profile?.Name, currency, timeZone, clock.GetUtcNow());
        return new ExportAnswer(scope, id, history, exports, turns, clock);
    }

    private static ExportId Named(string effect)
    {
        Invariant.Holds(ExportId.TryParse(effect, out var id), "An effect's id names an export");
        return id;
    }
}
