using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.Inbox;

/// <summary>What the gateways told us, newest first, and what became of it.</summary>
public sealed class GetPaymentNotices(InboxTable inbox, TimeProvider clock)
{
    private const int UsualDays = 7;
    private const int MaxDays = 31;

    [Function(nameof(GetPaymentNotices))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/payment-notices")] HttpRequest request,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var outcome = query.OptionalChoice<NoticeOutcome>("outcome");
        var to = query.OptionalValue<DateOnly>("to", Rfc3339.TryDate, "a date such as 2026-11-22");
        var first = query.OptionalValue<DateOnly>("from", Rfc3339.TryDate, "a date such as 2026-11-22");
        var until = to ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var from = first ?? until.AddDays(1 - Math.Min(UsualDays, until.DayNumber));
        if (from > until || until.DayNumber - from.DayNumber >= MaxDays)
            query.Fault("from", "out_of_range", $"At most {MaxDays} days, the first not after the last.");
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<NoticeKey>(NoticeKey.TryParse, out var after)) return Problem.BadCursor();
        if (after is { } last && (last.Day > until || last.Day < from)) return Problem.BadCursor();

        var found = new List<StoredNotice>();
        for (var day = (after?.Day ?? until).DayNumber; day >= from.DayNumber && found.Count <= page.Limit; day--)
            found.AddRange(
                await inbox.Of(DateOnly.FromDayNumber(day), after, outcome, page.Limit + 1 - found.Count, stop));
        return new OkObjectResult(page.Cut(found, notice => notice.Key.ToString(), PaymentNoticeView.Of));
    }
}
