using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Statements;

/// <summary>A month's statement as a PDF, in the account's language or in the one that is asked for.</summary>
public sealed class GetStatementPdf(
    StatementDesk statements, ProfileTable profiles, PreferencesTable preferences, TimeProvider clock)
{
    [Function(nameof(GetStatementPdf))]
    public async Task<IActionResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/statements/{month:length(7)}.pdf")]
        HttpRequest request,
        string account,
        string month,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var asked = query.OptionalChoice<Language>("language");
        if (query.Refused() is { } refused) return refused;

        var (owner, now) = (AccountId.Parse(account), clock.GetUtcNow());
        var outcome = await statements.Read(owner, month, now, stop);
        if (!outcome.IsAccepted(out var statement, out var refusal)) return GetStatement.Refuse(refusal);

        var chosen = await preferences.Find(owner, stop);
        var holder = (await profiles.Find(owner, stop))?.Profile;
        var language = asked ?? chosen.Language;
        var file = new StatementPaper(statement, owner, holder, language, chosen.TimeZone).ToPdf(now);
        return new FileContentResult(file, "application/pdf") { FileDownloadName = $"statement-{owner}-{month}.pdf" };
    }
}
