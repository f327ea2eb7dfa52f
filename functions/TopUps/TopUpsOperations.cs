using Billing.Money;
using Billing.OpenApi;

namespace Billing.TopUps;

/// <summary>What customers and finance send about payments, and what they get.</summary>
public static class TopUpsOperations
{
    private const string Quote = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetPaymentOptions), it => it
            .Answers<PaymentOptions>())
        .Add(nameof(QuoteTopUp), it => it
            .Body(body => body
                .Amount("amount", note: "What the balance is to gain, in its currency.")
                .Value<PayMethod>("method", "vnpay")
                .Optional
                .Value<Currency>("payCurrency", "VND", "Where the way to pay takes several."))
            .Answers<QuoteView>(201)
            .Refuses(409, "billing_profile_required")
            .Refuses(409, ExchangeRates.ExchangeRefusal.RateUnavailable))
        .Add(nameof(StartTopUp), it => it
            .Body(body => body
                .Value<TopUpId>("quoteId", Quote)
                .Flag("acceptTerms")
                .Text("termsVersion", StartTopUp.MaxVersionLength, "1"))
            .Answers<StartedPayment>(201)
            .Refuses(409, "billing_profile_required")
            .Refuses(409, StartRefusal.QuoteExpired, StartRefusal.QuoteChanged, StartRefusal.TooManyOpenLots)
            .Refuses(422, StartRefusal.GatewayRefused))
        .Add(nameof(GetTopUp), it => it
            .Answers<TopUpView>())
        .Add(nameof(GetPayment), it => it
            .Answers<PaymentDetails>())
        .Add(nameof(DecidePayment), it => it
            .Body(body => body
                .Choice<PaymentDecision>("decision")
                .Text("reason", DecidePayment.MaxReasonLength, "The bank confirmed it by telephone")
                .Optional
                .Amount("amount", note: "All that can be credited without it."))
            .Answers<PaymentDetails>()
            .Refuses(
                409, ReviewRefusal.NotInReview, ReviewRefusal.DecidedBefore, ReviewRefusal.CaptureClaimed))
        .Add(nameof(RefundPayment), it => it
            .Body(body => body
                .Text("reason", RefundPayment.MaxReasonLength, "Paid twice")
                .Optional
                .Amount("amount", note: "In the currency that was paid; all that is left without it."))
            .Answers<RefundView>(201)
            .Refuses(409, RefundRefusal.NotPaid, RefundRefusal.TooManyRefunds))
        .Add(nameof(SettleRefund), it => it
            .Body(body => body
                .Choice<RefundFinding>("outcome")
                .Text("reason", SettleRefund.MaxReasonLength, "Seen in the gateway's portal")
                .Sometimes
                .Text("gatewayRefundId", SettleRefund.MaxIdLength, "re_1", "Of one that was accepted."))
            .Answers<RefundView>()
            .Refuses(409, OutcomeRefusal.Answered));
}
