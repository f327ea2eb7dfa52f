using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History;

/// <summary>
/// Everything that changed the credit of an account, newest first: usage, top-ups, vouchers. By their status also
/// top-ups that are pending or failed.
/// </summary>
public sealed class GetCreditHistory(
    HistoryReader history, UnsettledReader unsettled, PreferencesTable preferences, TimeProvider clock)
{
    [Function(nameof(GetCreditHistory))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/credit-history")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var owner = AccountId.Parse(account);
        var query = new RequestQuery(request);
        var filter = HistoryQuery.Read(query, new AccountDates((await preferences.Find(owner, stop)).TimeZone));
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (filter.WantsPayments) return await Unsettled(owner, filter, page, stop);
        if (!page.TryAfter<HistoryPosition>(HistoryPosition.TryParse, out var after)) return Problem.BadCursor();

        var found = await history.Read(owner, filter, after, page.Limit, clock.GetUtcNow(), stop);
        return new OkObjectResult(
            new PageOf<HistoryView>([.. found.Entries.Select(HistoryView.Of)], page.Next(found.Next?.ToString())));
    }

    private async Task<IActionResult> Unsettled(
        AccountId owner, HistoryFilter filter, Page page, CancellationToken stop)
    {
        if (!page.TryAfter<TopUpId>(TopUpId.TryParse, out var after)) return Problem.BadCursor();

        var found = await unsettled.Read(owner, filter, after, page.Limit, stop);
        return new OkObjectResult(new PageOf<HistoryView>(found.Entries, page.Next(found.Next?.Value)));
    }
}
