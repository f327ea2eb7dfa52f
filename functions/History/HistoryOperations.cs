using Billing.Ledger;
using Billing.OpenApi;
using Billing.Platform;
using Billing.TopUps;

namespace Billing.History;

/// <summary>What customers ask about their money, and what they get.</summary>
public static class HistoryOperations
{
    private const string Bound = "A date, or a time of RFC 3339; the end is not included.";

    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetBalance), it => it
            .Query(query => query.Time("asOf", "What the books said then; no time to come.", "2026-01-01T00:00:00Z"))
            .Answers<Balance>()
            .Answers<PastBalance>())
        .Add(nameof(GetCreditHistory), it => it
            .Query(query => query
                .Value<ServiceName>("service", "gpu")
                .Choice<HistoryStatus>("status")
                .Choice<HistoryKind>("kind")
                .Value<DateTimeOffset>("from", "2026-01-01", Bound)
                .Value<DateTimeOffset>("to", "2027-01-01", Bound)
                .Value<MeterName>("meter", "hours")
                .Value<UsageResource>("resource", "llama-70b")
                .Page())
            .Answers<PageOf<HistoryView>>())
        .Add(nameof(GetPayments), it => it
            .Query(query => query
                .Choice<PaymentKind>("type", "Top-ups unless others are asked for.")
                .Choice<ShownStatus>("status")
                .Value<PayMethod>("method", "vnpay")
                .Value<DateTimeOffset>("from", "2026-01-01", Bound)
                .Value<DateTimeOffset>("to", "2027-01-01", Bound)
                .Page())
            .Answers<PageOf<PaymentView>>())
        .Add(nameof(GetPaymentReceipt), it => it
            .Query(query => query.Choice<ReceiptForm>("format"))
            .Answers<PaymentReceipt>()
            .AnswersFile("text/html", "The receipt, as data or as a page to print.")
            .Refuses(409, ReceiptRefusal.NotPaid))
        .Add(nameof(ExplainCharge), it => it
            .Answers<ChargeView>());
}
