using Billing.Invoices;
using Billing.Money;
using Billing.Plans;
using Billing.TopUps;

namespace Billing.History;

/// <summary>What a payment was for.</summary>
public enum PaymentKind
{
    TopUp = 1,
    Plan = 2,
}

/// <summary>One row of the payment history as its reader gets it.</summary>
/// <param name="Date">When the customer confirmed the payment.</param>
/// <param name="Amount">What was paid, or is to be paid, in the currency of the payment.</param>
/// <param name="Credited">What the balance gained; null until it did, and where the money paid a plan.</param>
/// <param name="Returned">What went back to the customer, in the currency of the payment; null where nothing
/// did.</param>
/// <param name="Email">The address of the billing profile at that time.</param>
/// <param name="InvoiceStatus">How far its receipt is; null where there is nothing to document, because the payment
/// failed.</param>
/// <param name="InvoiceId">Its receipt among the invoices; null until the payment succeeded.</param>
public sealed record PaymentView(
    string Id,
    DateTimeOffset Date,
    PaymentKind Type,
    Amount Amount,
    Amount? Credited,
    Amount? Returned,
    string Method,
    ShownStatus Status,
    string? Email,
    InvoiceStatus? InvoiceStatus,
    ExchangeView? Exchange,
    PlanPartView? For = null,
    string? InvoiceId = null)
{
    public static PaymentView Of(TopUp topUp) => new(
        topUp.Id.Value,
        topUp.StartedAt,
        topUp.For is null ? PaymentKind.TopUp : PaymentKind.Plan,
        topUp.Paid,
        topUp.HasPaidPlan ? null : topUp.Credited,
        ReturnedOf(topUp),
        topUp.Method.Value,
        topUp.Shown,
        topUp.Email,
        topUp.Shown == ShownStatus.Failed ? null : Invoices.InvoiceStatus.Processing,
        ExchangeView.Of(topUp.Exchange),
        PlanPartView.Of(topUp.For),
        ReceiptOf(topUp)?.Value);

    /// <summary>What is paid from the balance is paid at once.</summary>
    public static PaymentView Of(BalancePayment payment) => new(
        payment.Id,
        payment.PaidAt,
        PaymentKind.Plan,
        payment.Amount,
        Credited: null,
        Returned: null,
        BalancePayment.Method,
        ShownStatus.Success,
        Email: null,
        Invoices.InvoiceStatus.Processing,
        Exchange: null,
        PlanPartView.Of(payment.For),
        DocumentCause.FromBalance(payment).Id.Value);

    /// <summary>The document that says that the money came in; null until it did.</summary>
    public static DocumentId? ReceiptOf(TopUp topUp) => topUp is { Credited: not null, SettledAt: { } settledAt }
        ? DocumentCause.Payment(topUp.Id.Value, settledAt).Id
        : null;

    /// <summary>As its receipt is.</summary>
    public PaymentView With(InvoiceStatus status) => this with { InvoiceStatus = status };

    /// <summary>Refunds and lost disputes together; never more than was paid.</summary>
    public static Amount? ReturnedOf(TopUp topUp)
    {
        var back = topUp.Reversals.Refunded + topUp.Reversals.ChargedBack;
        return back.IsPositive ? Amount.Min(back, topUp.Paid) : null;
    }
}

/// <summary>Which instalment of which billing plan a payment is for.</summary>
/// <param name="Name">The plan's, as it was when the payment began.</param>
public sealed record PlanPartView(string Plan, int Instalment, string? Name)
{
    /// <summary>Null where it is for none.</summary>
    public static PlanPartView? Of(PlanPart? part) =>
        part is null ? null : new(part.Plan.Value, part.Instalment, part.Name);
}
