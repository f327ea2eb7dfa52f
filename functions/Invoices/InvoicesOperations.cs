using Billing.Accounts;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Invoices;

/// <summary>What callers ask of invoices, receipts and credit notes, and what they get.</summary>
public static class InvoicesOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetInvoices), it => it
            .Query(query => query
                .Choice<DocumentKind>("kind")
                .Choice<InvoiceStatus>("status")
                .Text("from", 200, "2026-11-01", "A date or a time; included.")
                .Text("to", 200, "2026-12-01", "A date or a time; not included.")
                .Page())
            .Answers<PageOf<DocumentRowView>>())
        .Add(nameof(GetInvoice), it => it
            .Answers<DocumentView>())
        .Add(nameof(GetInvoicePdf), it => it
            .Query(query => query.Choice<Language>("language", "The account's own where left out."))
            .AnswersFile("application/pdf", "The document on A4 pages.")
            .Refuses(409, GetInvoicePdf.Processing))
        .Add(nameof(CorrectInvoice), it => it
            .Body(body => body
                .Amount("amount", note: "At most what is left of the document, in its currency.")
                .Text("reason", CorrectInvoice.MaxReason, "Billed for another customer"))
            .Answers<DocumentView>(201)
            .Refuses(409, CorrectionRefusal.Processing, CorrectionRefusal.IsCorrection)
            .Refuses(422, CorrectionRefusal.CurrencyMismatch, CorrectionRefusal.AmountUnpayable,
                CorrectionRefusal.MoreThanLeft));
}
