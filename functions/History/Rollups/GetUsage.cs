using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History.Rollups;

/// <summary>
/// The usage of an account by hour or day, service, meter and resource, newest first: to be read where single events
/// are too many. Each row has the filters with which the credit history lists its events.
/// </summary>
public sealed class GetUsage(UsageReader usage, PreferencesTable preferences, TimeProvider clock)
{
    [Function(nameof(GetUsage))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/usage")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var owner = AccountId.Parse(account);
        var zone = (await preferences.Find(owner, stop)).TimeZone;
        var query = new RequestQuery(request);
        var spans = new UsageSpans(zone, query.OptionalChoice<UsageBy>("by") ?? UsageBy.Hour);
        var filter = UsageFilter.Read(query, new AccountDates(zone), spans);
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<UsagePosition>(UsagePosition.TryParse, out var after)) return Problem.BadCursor();

        var found = await usage.Read(owner, spans, filter, after, page.Limit, clock.GetUtcNow(), stop);
        return found.IsTooFine
            ? Problem.Invalid([new("resource", "too_many_resources", "Ask the credit history for this resource.")])
            : new OkObjectResult(new PageOf<UsageRow>(found.Rows, page.Next(found.Next?.ToString())));
    }
}
