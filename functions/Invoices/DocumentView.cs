using System.Collections.Immutable;
using Billing.Money;
using Billing.Statements;

namespace Billing.Invoices;

/// <summary>A document as its reader gets it.</summary>
/// <param name="Date">When what it documents happened.</param>
/// <param name="IssuedAt">The day on the document; null while it is processing.</param>
/// <param name="Credited">What later documents took back of it.</param>
/// <param name="Demand">What became of an invoice's demand, as it is now; null for other documents.</param>
public sealed record DocumentView(
    string InvoiceId,
    DocumentKind Kind,
    InvoiceStatus Status,
    string? Number,
    DateTimeOffset Date,
    DateTimeOffset? IssuedAt,
    DateTimeOffset? DueAt,
    string TimeZone,
    Amount Total,
    Amount Net,
    Amount Tax,
    TaxTreatment Treatment,
    PriceStatement Prices,
    ImmutableArray<LineView> Lines,
    Amount Residue,
    ImmutableArray<TaxView> Taxes,
    Seller Seller,
    Buyer Buyer,
    PaymentNote? Payment,
    PlanNoteView? Plan,
    StatementMonth? Month,
    bool IsPrepaid,
    ReferenceView? Corrects,
    string? Reason,
    Amount Credited,
    Demand? Demand)
{
    public static DocumentView Of(StoredDocument stored, Demand? demand)
    {
        var (it, sheet) = (stored.Document, stored.Document.Sheet);
        return new(
            it.Id.Value, it.Kind, it.Status, it.Number?.Value, it.Id.At, it.IssuedAt, it.DueAt, it.TimeZone, it.Total,
            sheet.Net, sheet.Tax, it.Treatment, sheet.Prices, [.. sheet.Lines.Select(LineView.Of)], sheet.Residue,
            [.. sheet.Taxes.Select(TaxView.Of)], it.Seller, it.Buyer, it.Payment, PlanNoteView.Of(it.Plan), it.Month,
            it.IsPrepaid, ReferenceView.Of(it.Corrects), it.Reason, stored.Credited, demand);
    }
}

/// <summary>A document in a list.</summary>
public sealed record DocumentRowView(
    string InvoiceId,
    DocumentKind Kind,
    InvoiceStatus Status,
    string? Number,
    DateTimeOffset Date,
    DateTimeOffset? IssuedAt,
    DateTimeOffset? DueAt,
    Amount Total,
    Amount Tax,
    Amount Credited,
    string? PaymentId,
    PlanNoteView? Plan,
    StatementMonth? Month,
    ReferenceView? Corrects,
    Demand? Demand)
{
    public static DocumentRowView Of(StoredDocument stored, Demand? demand)
    {
        var it = stored.Document;
        return new(
            it.Id.Value, it.Kind, it.Status, it.Number?.Value, it.Id.At, it.IssuedAt, it.DueAt, it.Total, it.Sheet.Tax,
            stored.Credited, it.Payment?.PaymentId, PlanNoteView.Of(it.Plan), it.Month, ReferenceView.Of(it.Corrects),
            demand);
    }
}

/// <summary>One line of a document.</summary>
/// <param name="TaxPercent">8 or 10.5; null where the line states no tax.</param>
public sealed record LineView(
    LineKind Kind, string? Name, long? Count, Amount Amount, string? Tax, string? TaxPercent)
{
    public static LineView Of(DocumentLine line) =>
        new(line.Kind, line.Name, line.Count, line.Amount, line.Rate?.Name, line.Rate?.Percent);
}

/// <summary>The total of one tax rate.</summary>
/// <param name="Tax">Its name, such as VAT.</param>
public sealed record TaxView(string Tax, string Percent, Amount Net, Amount Amount)
{
    public static TaxView Of(TaxPart part) => new(part.Rate.Name, part.Rate.Percent, part.Net, part.Tax);
}

/// <summary>The instalment of a billing plan that a document is about.</summary>
public sealed record PlanNoteView(string PlanId, string? Name, int Instalment, int? Term)
{
    public static PlanNoteView? Of(PlanNote? plan) =>
        plan is null ? null : new(plan.Plan.Value, plan.Name, plan.Instalment, plan.Term);
}

/// <summary>The document that another one takes back, or lets stand again.</summary>
public sealed record ReferenceView(string InvoiceId, DocumentKind Kind, string Number, DateTimeOffset IssuedAt)
{
    public static ReferenceView? Of(DocumentReference? it) =>
        it is null ? null : new(it.Id.Value, it.Kind, it.Number.Value, it.IssuedAt);
}
