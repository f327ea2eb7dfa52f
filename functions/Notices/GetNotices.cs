using System.Globalization;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Notices;

/// <summary>What an account was told, newest first, without what it chose not to see.</summary>
public sealed class GetNotices(NoticeTable notices, PreferencesTable preferences)
{
    [Function(nameof(GetNotices))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/notices")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<long>(TryNumber, out var before)) return Problem.BadCursor();

        var owner = AccountId.Parse(account);
        var muted = MutedNotices.Of(await preferences.Find(owner, stop));
        var found = await notices.List(owner, before, page.Limit + 1, muted, stop);
        return new OkObjectResult(page.Cut(
            found, notice => notice.Seq.ToString(CultureInfo.InvariantCulture), NoticeView.Of));
    }

    private static bool TryNumber(string? text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
