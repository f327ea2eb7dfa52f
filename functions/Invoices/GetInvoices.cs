using Billing.Accounts;
using Billing.History;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Invoices;

/// <summary>The invoices, receipts and credit notes of an account, newest first.</summary>
public sealed class GetInvoices(DocumentTable documents, DemandReader demands, PreferencesTable preferences)
{
    private const string Bound = "a date, such as 2026-11-22, or a time of RFC 3339";

    [Function(nameof(GetInvoices))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/invoices")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var owner = AccountId.Parse(account);
        var query = new RequestQuery(request);
        var filter = Filter(query, new((await preferences.Find(owner, stop)).TimeZone));
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<DocumentId>(DocumentId.TryParse, out var after)) return Problem.BadCursor();

        var found = await documents.List(owner, filter, after, page.Limit + 1, stop);
        var demandOf = await demands.Read(owner, found, stop);
        return new OkObjectResult(page.Cut(
            found, stored => stored.Document.Id.Value, stored => DocumentRowView.Of(stored, demandOf(stored))));
    }

    private static DocumentFilter Filter(RequestQuery query, AccountDates dates)
    {
        var filter = new DocumentFilter(
            query.OptionalChoice<DocumentKind>("kind"),
            query.OptionalChoice<InvoiceStatus>("status"),
            query.OptionalValue<DateTimeOffset>("from", dates.TryParse, Bound),
            query.OptionalValue<DateTimeOffset>("to", dates.TryParse, Bound));
        if (filter.From >= filter.Until)
            query.Fault("to", "range", "The end must be after the start; it is not included.");
        return filter;
    }
}
