using Billing.Invoices;
using Billing.Money;
using Billing.Plans;
using Billing.Platform;
using Billing.TopUps;

namespace Billing.History;

/// <summary>Why there is no receipt.</summary>
public enum ReceiptRefusal
{
    NotPaid = 1,
}

/// <summary>
/// What documents one payment: who paid how much, how and for what. It says what was true at the payment.
/// </summary>
/// <param name="Number">The same for ever, and no other payment's.</param>
/// <param name="Amount">What was paid, in the currency of the payment.</param>
/// <param name="Credited">What the balance gained, in the currency of the account; null where it paid a plan.</param>
/// <param name="Returned">What went back since, in the currency of the payment; null where nothing did.</param>
/// <param name="Transaction">The gateway's id of the payment.</param>
/// <param name="InvoiceId">Its receipt among the invoices, with number, parties and tax.</param>
public sealed record PaymentReceipt(
    string Number,
    DateTimeOffset IssuedAt,
    DateTimeOffset PaidAt,
    string Account,
    ReceiptPayer Payer,
    Amount Amount,
    Amount? Credited,
    Amount? Returned,
    string Method,
    string? Transaction,
    ExchangeView? Exchange,
    PlanPartView? For = null,
    string? InvoiceId = null)
{
    public static PaymentReceipt Of(BalancePayment payment) => new(
        $"R-{payment.Id}",
        payment.PaidAt,
        payment.PaidAt,
        payment.Account.Value,
        new(Name: null, Email: null),
        payment.Amount,
        Credited: null,
        Returned: null,
        BalancePayment.Method,
        Transaction: null,
        Exchange: null,
        PlanPartView.Of(payment.For),
        DocumentCause.FromBalance(payment).Id.Value);

    public static Outcome<PaymentReceipt, ReceiptRefusal> Of(TopUp topUp)
    {
        if (topUp.Credited is not { } credited || topUp.SettledAt is not { } settledAt) return ReceiptRefusal.NotPaid;

        return new PaymentReceipt(
            $"R-{topUp.Id}",
            settledAt,
            topUp.PaidAt ?? settledAt,
            topUp.Account.Value,
            new(topUp.PayerName, topUp.Email),
            topUp.Paid,
            topUp.HasPaidPlan ? null : credited,
            PaymentView.ReturnedOf(topUp),
            topUp.Method.Value,
            topUp.Transaction,
            ExchangeView.Of(topUp.Exchange),
            PlanPartView.Of(topUp.For),
            PaymentView.ReceiptOf(topUp)?.Value);
    }
}

/// <summary>
/// The payer as the billing profile had it when the payment began; null in payments of earlier builds and from the
/// balance, which was paid for before.
/// </summary>
public sealed record ReceiptPayer(string? Name, string? Email);
