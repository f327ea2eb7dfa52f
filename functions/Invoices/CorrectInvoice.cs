using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Invoices;

/// <summary>Finance takes back a part of what a document says, by a credit note; no money moves.</summary>
public sealed class CorrectInvoice(
    DocumentTable documents, DocumentDrafts drafts, InvoiceTaskTable tasks, InvoiceWork work, TimeProvider clock)
{
    public const int MaxReason = 500;

    [Function(nameof(CorrectInvoice))]
    public async Task<IActionResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/invoices/{invoice}/credit-notes")]
        HttpRequest request,
        string account,
        string invoice,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var cause = DocumentCause.Correction(request.EffectId());
        var change = DocumentChange.Correction(cause, body.Amount("amount"), body.Text("reason", MaxReason));
        if (body.Refused() is { } problem) return problem;
        var owner = AccountId.Parse(account);
        if (!DocumentId.TryParse(invoice, out var id)) return Problem.NotFound("invoice");
        if (await documents.Find(owner, id, stop) is not { } original) return Problem.NotFound("invoice");

        if (await documents.Find(owner, cause.Id, stop) is null && change.RefusalOf(original) is { } refusal)
            return Refuse(refusal);
        var task = new InvoiceTask(owner, cause.Id.Value, InvoiceNews.Correction, cause.Id.Value, clock.GetUtcNow());
        await tasks.Add(task, stop);
        if (await drafts.Note(owner, id, change, stop) is null) return Refuse(CorrectionRefusal.MoreThanLeft);

        await work.Do([task], stop);
        var note = (await documents.Find(owner, cause.Id, stop))!;
        return new ObjectResult(DocumentView.Of(note, demand: null)) { StatusCode = StatusCodes.Status201Created };
    }

    private static IActionResult Refuse(CorrectionRefusal refusal) => refusal switch
    {
        CorrectionRefusal.Processing => Problem.Of(
            409, Problem.Code(refusal), "The document has no number yet; try again later."),
        CorrectionRefusal.IsCorrection => Problem.Of(
            409, Problem.Code(refusal), "It corrects another document; correct that one."),
        CorrectionRefusal.CurrencyMismatch => Invalid(refusal, "This is not the currency of the document."),
        CorrectionRefusal.AmountUnpayable => Invalid(refusal, "A positive amount that people can pay."),
        CorrectionRefusal.MoreThanLeft => Invalid(refusal, "At most what is left of the document."),
    };

    private static IActionResult Invalid(CorrectionRefusal refusal, string message) =>
        Problem.Invalid([new("amount", Problem.Code(refusal), message)]);
}
