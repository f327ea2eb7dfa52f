using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Invoices;

/// <summary>One issued document as a PDF, in the account's language or in the one that is asked for.</summary>
public sealed class GetInvoicePdf(DocumentTable documents, PreferencesTable preferences)
{
    public const string Processing = "processing";
    private const int SecondsToIssue = 5;

    [Function(nameof(GetInvoicePdf))]
    public async Task<IActionResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/invoices/{invoice:length(26)}.pdf")]
        HttpRequest request,
        string account,
        string invoice,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var asked = query.OptionalChoice<Language>("language");
        if (query.Refused() is { } refused) return refused;

        var owner = AccountId.Parse(account);
        if (!DocumentId.TryParse(invoice, out var id)) return Problem.NotFound("invoice");
        if (await documents.Find(owner, id, stop) is not { Document: var document }) return Problem.NotFound("invoice");
        if (document.Number is not { } number)
            return Problem.NotYet(Processing, "The document has no number yet; ask again soon.", SecondsToIssue);

        var language = asked ?? (await preferences.Find(owner, stop)).Language;
        return new FileContentResult(new DocumentPaper(document, language).ToPdf(), "application/pdf")
        {
            FileDownloadName = $"{number}.pdf",
        };
    }
}
