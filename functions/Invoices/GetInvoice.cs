using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Invoices;

/// <summary>One document, whole.</summary>
public sealed class GetInvoice(DocumentTable documents, DemandReader demands)
{
    /// <summary>The length keeps the PDF of an id out, as it does with statements.</summary>
    [Function(nameof(GetInvoice))]
    public async Task<IActionResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/invoices/{invoice:length(26)}")]
        HttpRequest request,
        string account,
        string invoice,
        CancellationToken stop)
    {
        var owner = AccountId.Parse(account);
        if (!DocumentId.TryParse(invoice, out var id)) return Problem.NotFound("invoice");
        if (await documents.Find(owner, id, stop) is not { } stored) return Problem.NotFound("invoice");

        var demandOf = await demands.Read(owner, [stored], stop);
        return new OkObjectResult(DocumentView.Of(stored, demandOf(stored)));
    }
}
