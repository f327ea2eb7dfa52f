using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Billing.Platform.Sheets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Statements;

/// <summary>A month's statement as a workbook, in the account's language or in the one that is asked for.</summary>
public sealed class GetStatementWorkbook(
    StatementDesk statements, ProfileTable profiles, PreferencesTable preferences, TimeProvider clock)
{
    [Function(nameof(GetStatementWorkbook))]
    public async Task<IActionResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/statements/{month:length(7)}.xlsx")]
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

        var language = asked ?? (await preferences.Find(owner, stop)).Language;
        var holder = (await profiles.Find(owner, stop))?.Profile.Name;
        var sheets = new StatementSheets(statement, owner, holder, language, now);
        return new StreamedFile(Workbook.ContentType, $"statement-{owner}-{month}.xlsx", async (output, gone) =>
        {
            using var book = new Workbook(output);
            await sheets.Write(book, gone);
        });
    }
}
