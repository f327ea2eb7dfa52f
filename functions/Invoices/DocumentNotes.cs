using System.Globalization;
using Billing.Accounts;
using Billing.Plans;
using Billing.Platform.Printing;
using Billing.TopUps;

namespace Billing.Invoices;

/// <summary>What stands below a document's total: how it was paid, and why it states the tax that it does.</summary>
public sealed class DocumentNotes(BillingDocument document, Language language)
{
    public IEnumerable<string> All()
    {
        if (document.Payment is { } payment) yield return Paid(payment);
        if (document.Payment?.Exchange is { } exchange) yield return Exchanged(exchange);
        if (document.IsPrepaid && document.Kind == DocumentKind.Invoice) yield return NoteWords.Prepaid.In(language);
        if (Tax() is { } tax) yield return tax.In(language);
        if (document.Seller.Country == "VN") yield return NoteWords.NotTheTaxOffices.In(language);
    }

    private string Paid(PaymentNote payment)
    {
        var paid = Format(
            NoteWords.Paid, PrintedDate.Of(payment.PaidAt, document.TimeZone, language), Method(payment.Method),
            PrintedMoney.Of(payment.Paid, language));
        var named = payment.Transaction is { } transaction
            ? Format(NoteWords.Transaction, payment.PaymentId, transaction)
            : Format(NoteWords.Payment, payment.PaymentId);
        return $"{paid} {named}";
    }

    private string Exchanged(ExchangeView exchange) => Format(
        NoteWords.Exchange, exchange.Base.Code, PrintedMoney.Number(exchange.Rate, 0, language), exchange.Quoted.Code,
        exchange.Source, PrintedDate.Of(exchange.TakenAt, document.TimeZone, language));

    private Words? Tax() => document.Treatment switch
    {
        TaxTreatment.Taxed => null,
        TaxTreatment.ReverseCharge => NoteWords.ReverseCharge,
        TaxTreatment.NotTaxed => NoteWords.NotTaxed,
        TaxTreatment.Elsewhere => NoteWords.Elsewhere,
    };

    private string Method(string method) => method switch
    {
        BalancePayment.Method => NoteWords.Balance.In(language),
        "vnpay" => "VNPay",
        "stripe" => "Stripe",
        "paypal" => "PayPal",
        "bank-transfer" => NoteWords.BankTransfer.In(language),
        _ => method,
    };

    private string Format(Words words, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, words.In(language), values);
}
