using Billing.Money;
using Stripe;
using Stripe.Checkout;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>
/// Paying through Stripe, in yen: a checkout session for each top-up, on Stripe's own page; cards never reach us.
/// </summary>
public sealed class StripeGateway(StripeClient client, StripeAccount account) : IPaymentGateway
{
    public const int TimeoutSeconds = 10;

    /// <summary>The library repeats a call that may not have arrived, with the same key.</summary>
    public const int MaxRepeats = 1;

    public const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>More than a payment of ours can have.</summary>
    private const long MaxRefunds = 100;

    public PayMethod Method => PayMethod.Stripe;

    /// <summary>
    /// A session must live for half an hour from when Stripe hears of it; with an hour from the start, a repeated
    /// start has time.
    /// </summary>
    public PaymentTimes Times { get; } = new(
        TimeSpan.FromHours(1),
        TimeSpan.FromDays(3),
        [TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(62)],
        TimeSpan.Zero);

    public async Task<PaymentStart> Start(TopUp topUp, Payer payer, CancellationToken stop)
    {
        if (topUp.Total.Currency != Currency.Jpy) return new PaymentStart.Refused("currency");

        var order = StripeCheckout.Order(topUp, account.ReturnUrl);
        var once = new RequestOptions { IdempotencyKey = $"topup:{topUp.Id}:v1" };
        return await StripeCall.Make<PaymentStart>(
            async () => StripeCheckout.Begun(await client.V1.Checkout.Sessions.CreateAsync(order, once, stop)),
            refused => new PaymentStart.Refused(refused),
            unanswered => new PaymentStart.Unanswered(unanswered),
            stop);
    }

    /// <remarks>A top-up without a session is one whose start was never answered: nobody knows where to pay
    /// it.</remarks>
    public async Task<PaymentResult> Ask(TopUp topUp, CancellationToken stop)
    {
        if (topUp.GatewayId is not { } session) return new PaymentResult.Unknown();

        var wanted = new SessionGetOptions { Expand = ["payment_intent.latest_charge"] };
        return await StripeCall.Make<PaymentResult>(
            async () => StripeCheckout.Judge(
                await client.V1.Checkout.Sessions.GetAsync(session, wanted, cancellationToken: stop), topUp),
            refused => refused == StripeCall.Missing
                ? new PaymentResult.Unknown()
                : new PaymentResult.Unanswered(refused),
            unanswered => new PaymentResult.Unanswered(unanswered),
            stop);
    }

    public async Task<RefundAnswer> Refund(TopUp topUp, RefundOrder order, CancellationToken stop)
    {
        if (topUp.Transaction is not { } paid) return new RefundAnswer.Refused("not_paid");

        return await StripeCall.Make<RefundAnswer>(
            async () => Answer(await Refunded(paid, order, stop) ?? await Refund(topUp, paid, order, stop)),
            refused => new RefundAnswer.Refused(refused),
            unanswered => new RefundAnswer.Unanswered(unanswered),
            stop);
    }

    /// <summary>The refund that an earlier sending of the order made: Stripe forgets keys after a day.</summary>
    private async Task<Refund?> Refunded(string paid, RefundOrder order, CancellationToken stop)
    {
        var known = await client.V1.Refunds.ListAsync(
            new() { PaymentIntent = paid, Limit = MaxRefunds }, cancellationToken: stop);
        return known.FirstOrDefault(refund => StripeReference.IsOf(order, refund.Metadata));
    }

    private Task<Refund> Refund(TopUp topUp, string paid, RefundOrder order, CancellationToken stop)
    {
        var options = new RefundCreateOptions
        {
            PaymentIntent = paid,
            Amount = order.Amount.ToMinor(),
            Metadata = StripeReference.Of(topUp, order),
        };
        return client.V1.Refunds.CreateAsync(options, new() { IdempotencyKey = order.Id }, stop);
    }

    private static RefundAnswer Answer(Refund refund) => refund.Status is "failed" or "canceled"
        ? new RefundAnswer.Refused(refund.FailureReason ?? refund.Status)
        : new RefundAnswer.Accepted(refund.Id);
}
