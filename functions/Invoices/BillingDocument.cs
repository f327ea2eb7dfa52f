using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Statements;
using Billing.TopUps;

namespace Billing.Invoices;

/// <summary>The three kinds of documents, each with numbers of its own.</summary>
public enum DocumentKind
{
    /// <summary>Asks for money, or says what prepaid money bought.</summary>
    Invoice = 1,

    /// <summary>Says that money came in.</summary>
    Receipt = 2,

    /// <summary>Takes back all or a part of what an earlier document says.</summary>
    CreditNote = 3,
}

/// <summary>How far a document is.</summary>
public enum InvoiceStatus
{
    /// <summary>It has no number yet.</summary>
    Processing = 1,

    /// <summary>Issued; it never changes.</summary>
    Ready = 2,
}

/// <summary>
/// An invoice, receipt or credit note: a snapshot of seller, buyer, lines and tax, made once for one cause. With its
/// number it is issued, and then nothing of it ever changes.
/// </summary>
/// <param name="Id">Follows from the cause.</param>
/// <param name="Cause">What it documents, by the names of that.</param>
/// <param name="DraftedAt">Decides the year of its number, and is the day of issue unless the series is later.</param>
/// <param name="Series">Whose numbers it takes one of.</param>
/// <param name="TimeZone">IANA name: its dates are read in it.</param>
public sealed record BillingDocument(
    DocumentId Id,
    AccountId Account,
    DocumentKind Kind,
    string Cause,
    DateTimeOffset DraftedAt,
    SeriesName Series,
    string TimeZone,
    Seller Seller,
    Buyer Buyer,
    TaxTreatment Treatment,
    TaxSheet Sheet)
{
    /// <summary>Null while it is processing.</summary>
    public DocumentNumber? Number { get; init; }

    /// <summary>Null while it is processing; never before that of an earlier number of the series.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    public InvoiceStatus Status => Number is null ? InvoiceStatus.Processing : InvoiceStatus.Ready;

    public Amount Total => Sheet.Total;

    /// <summary>By when an invoice asks to be paid; null where nothing is to be paid.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How the money came, of receipts; null where none did.</summary>
    public PaymentNote? Payment { get; init; }

    /// <summary>The instalment that it is about; null where it is about none.</summary>
    public PlanNote? Plan { get; init; }

    /// <summary>The month whose usage it documents.</summary>
    public StatementMonth? Month { get; init; }

    /// <summary>It was paid from credit that was bought before.</summary>
    public bool IsPrepaid { get; init; }

    /// <summary>The document that it takes back, or lets stand again.</summary>
    public DocumentReference? Corrects { get; init; }

    /// <summary>Why finance corrected, in its words.</summary>
    public string? Reason { get; init; }

    public BillingDocument Issued(DocumentNumber number, DateTimeOffset at) =>
        this with { Number = number, IssuedAt = at };

    public DocumentReference Reference => new(Id, Kind, Number!.Value, IssuedAt!.Value);
}

/// <summary>An issued document, as others name it.</summary>
public sealed record DocumentReference(
    DocumentId Id, DocumentKind Kind, DocumentNumber Number, DateTimeOffset IssuedAt);

/// <summary>How a payment came in.</summary>
/// <param name="PaymentId">Ours.</param>
/// <param name="Method">Lower case, such as vnpay; balance where top-up credit paid.</param>
/// <param name="Paid">What the customer paid, in the currency of the payment.</param>
/// <param name="Transaction">The gateway's id of the payment.</param>
/// <param name="Exchange">At which rate, if another currency was paid than that of the account.</param>
public sealed record PaymentNote(
    string PaymentId, string Method, DateTimeOffset PaidAt, Amount Paid, string? Transaction = null,
    ExchangeView? Exchange = null);

/// <summary>An instalment of a billing plan.</summary>
/// <param name="Name">The plan's at that time; null where it was not kept.</param>
/// <param name="Kind">Null in receipts.</param>
public sealed record PlanNote(PlanId Plan, string? Name, int Instalment, InstalmentKind? Kind = null, int? Term = null);
