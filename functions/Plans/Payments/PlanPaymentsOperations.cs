using Billing.ExchangeRates;
using Billing.Money;
using Billing.OpenApi;
using Billing.Platform;
using Billing.TopUps;

namespace Billing.Plans.Payments;

/// <summary>What customers send to pay an instalment, and what they get.</summary>
public static class PlanPaymentsOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(PayPlan), it => it
            .Body(body => body
                .Number("instalment", 1, int.MaxValue, 1)
                .Value<PayMethod>("method", "balance", "A way to pay, or balance for the top-up credit.")
                .Sometimes
                .Flag("acceptTerms", "Required unless it is paid from the balance.")
                .Text("termsVersion", PayPlan.MaxVersionLength, "1", "Required unless it is paid from the balance.")
                .Optional
                .Value<Currency>("payCurrency", "VND", "Where the way to pay takes several."))
            .Example("""{"instalment":1,"method":"balance"}""")
            .Example("""{"instalment":1,"method":"vnpay","acceptTerms":true,"termsVersion":"1"}""")
            .Answers<StartedPayment>(201)
            .Answers<PaidInstalment>(201)
            .Refuses(402, "insufficient_credit")
            .Refuses(409, "billing_profile_required")
            .Refuses(409, PlanPaymentRefusal.PaidAlready, PlanPaymentRefusal.FirstComesFirst)
            .Refuses(409, PlanRefusal.WrongState, PlanRefusal.CurrencyDiffers, PlanRefusal.NoRoom)
            .Refuses(409, ExchangeRefusal.RateUnavailable)
            .Refuses(409, StartRefusal.QuoteExpired, StartRefusal.QuoteChanged, StartRefusal.TooManyOpenLots)
            .Refuses(422, StartRefusal.GatewayRefused));
}
