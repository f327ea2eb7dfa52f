using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Usage;

/// <summary>The events that could not be rated, with the reasons; the newest days first.</summary>
public sealed class GetQuarantine(QuarantineTable quarantine)
{
    [Function(nameof(GetQuarantine))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/quarantine")] HttpRequest request,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var account = query.OptionalValue<AccountId>("account", AccountId.TryParseKept, "an account id");
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;

        if (!page.TryAfter<QuarantinePosition>(QuarantinePosition.TryParse, out var after)) return Problem.BadCursor();

        var found = await quarantine.List(account, after, page.Limit, stop);
        var next = page.Next(found.Next?.ToString());
        return new OkObjectResult(new PageOf<QuarantineView>([.. found.Items.Select(QuarantineView.Of)], next));
    }
}

/// <summary>An event that could not be rated, and why.</summary>
/// <param name="Event">The JSON as it was received.</param>
public sealed record QuarantineView(
    AccountId Account, string Id, string Reason, string Detail, string Event, DateTimeOffset At)
{
    public static QuarantineView Of(KeptEvent kept) => new(
        kept.Account, kept.Id.ToString(), kept.Event.Reason, kept.Event.Detail, kept.Event.Event, kept.Event.At);
}
