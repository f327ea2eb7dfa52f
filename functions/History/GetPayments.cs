using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History;

/// <summary>The payments of an account, newest first: top-ups, unless others are asked for.</summary>
public sealed class GetPayments(PaymentReader payments, PreferencesTable preferences)
{
    private const string Bound = "a date, such as 2026-11-22, or a time of RFC 3339";

    [Function(nameof(GetPayments))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/payments")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var owner = AccountId.Parse(account);
        var query = new RequestQuery(request);
        var filter = Filter(query, new AccountDates((await preferences.Find(owner, stop)).TimeZone));
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<TopUpId>(TopUpId.TryParse, out var after)) return Problem.BadCursor();

        var found = await payments.Read(owner, filter, after, page.Limit, stop);
        return new OkObjectResult(
            new PageOf<PaymentView>(found.Payments, page.Next(found.Next?.Value)));
    }

    private static PaymentFilter Filter(RequestQuery query, AccountDates dates)
    {
        var filter = new PaymentFilter(
            query.OptionalChoice<PaymentKind>("type") ?? PaymentKind.TopUp,
            query.OptionalChoice<ShownStatus>("status"),
            query.OptionalValue<PayMethod>("method", PayMethod.TryParse, "a way to pay"),
            query.OptionalValue<DateTimeOffset>("from", dates.TryParse, Bound),
            query.OptionalValue<DateTimeOffset>("to", dates.TryParse, Bound));
        if (filter.From >= filter.Until)
            query.Fault("to", "range", "The end must be after the start; it is not included.");
        return filter;
    }
}
