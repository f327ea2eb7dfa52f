using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History;

/// <summary>Everything that changed the credit of an account, newest first: usage, top-ups, vouchers.</summary>
public sealed class GetCreditHistory(LedgerTable ledger, HistoryReader history, TimeProvider clock)
{
    private const string Bound = "a date, such as 2026-11-22, or a time of RFC 3339";

    [Function(nameof(GetCreditHistory))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/credit-history")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var head = await ledger.Load(AccountId.Parse(account), stop);
        var query = new RequestQuery(request);
        var filter = Filter(query, new AccountDates(head.State.TimeZone));
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<HistoryPosition>(HistoryPosition.TryParse, out var after)) return Problem.BadCursor();

        var found = await history.Read(head.Account, filter, after, page.Limit, clock.GetUtcNow(), stop);
        return new OkObjectResult(
            new PageOf<HistoryView>([.. found.Entries.Select(HistoryView.Of)], page.Next(found.Next?.ToString())));
    }

    private static HistoryFilter Filter(RequestQuery query, AccountDates dates)
    {
        var filter = new HistoryFilter(
            query.OptionalValue<ServiceName>("service", ServiceName.TryParse, "a service"),
            query.OptionalChoice<HistoryStatus>("status"),
            query.OptionalChoice<HistoryKind>("kind"),
            query.OptionalValue<DateTimeOffset>("from", dates.TryParse, Bound),
            query.OptionalValue<DateTimeOffset>("to", dates.TryParse, Bound));
        if (filter.From >= filter.Until)
            query.Fault("to", "range", "The end must be after the start; it is not included.");
        return filter;
    }
}
