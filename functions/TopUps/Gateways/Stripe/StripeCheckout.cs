using Stripe.Checkout;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>What a checkout session of Stripe's is made from, and what one means.</summary>
public static class StripeCheckout
{
    /// <summary>The name of the product on Stripe's page.</summary>
    private const string Product = "Credit top-up";

    /// <summary>
    /// The same for the same top-up whenever it is asked, as its idempotency key wants: all times are those of the
    /// start.
    /// </summary>
    /// <remarks>A price that Stripe would localise could not be compared with ours.</remarks>
    public static SessionCreateOptions Order(TopUp topUp, Uri returnUrl) => new()
    {
        Mode = "payment",
        SuccessUrl = $"{Return(topUp, returnUrl)}&{ReturnFromStripe.SessionName}={{CHECKOUT_SESSION_ID}}",
        CancelUrl = Return(topUp, returnUrl),
        ClientReferenceId = topUp.Id.Value,
        ExpiresAt = topUp.PayBefore.UtcDateTime,
        AllowedPaymentMethodTypes = ["card"],
        AdaptivePricing = new() { Enabled = false },
        Metadata = StripeReference.Of(topUp),
        PaymentIntentData = new() { Metadata = StripeReference.Of(topUp) },
        LineItems =
        [
            new()
            {
                Quantity = 1,
                PriceData = new()
                {
                    Currency = StripeFields.Yen,
                    UnitAmount = topUp.Total.ToMinor(),
                    ProductData = new() { Name = Product },
                },
            },
        ],
    };

    public static PaymentStart Begun(Session session) => Uri.TryCreate(session.Url, UriKind.Absolute, out var page)
        ? new PaymentStart.Redirect(page, session.Id)
        : new PaymentStart.Refused("session_over");

    /// <summary>
    /// What became of it. What went back before we knew of the payment is said first: the payment stays open for it,
    /// and the next question finds it paid.
    /// </summary>
    public static PaymentResult Judge(Session session, TopUp topUp) =>
        topUp.IsOpen && Refunded(session) is { } refunded && refunded > topUp.Reversals.Refunded
            ? new PaymentResult.RefundedInAll(refunded)
            : Judge(session);

    /// <summary>What became of it, as its own state says.</summary>
    private static PaymentResult Judge(Session session) => (session.Status, session.PaymentStatus) switch
    {
        ("complete", "paid") => Paid(session),
        ("expired", _) => new PaymentResult.Lapsed("session_expired"),
        ("open", _) => new PaymentResult.Unfinished(),
        ("complete", "unpaid") => session.PaymentIntent is { Status: "canceled" }
            ? new PaymentResult.Declined("payment_canceled")
            : new PaymentResult.Unfinished(),
        _ => new PaymentResult.Doubtful("unknown_state"),
    };

    private static PaymentResult Paid(Session session)
    {
        if (session.PaymentIntentId is not { Length: > 0 } intent) return new PaymentResult.Doubtful("no_payment");
        if (session.Currency != StripeFields.Yen || session.AmountTotal is not (>= 0 and <= StripeFields.MaxMinor))
            return new PaymentResult.Doubtful("currency_differs");

        return new PaymentResult.Paid(
            Money.Amount.OfMinor(session.AmountTotal.Value, Money.Currency.Jpy), intent, PaidAt(session));
    }

    private static Money.Amount? Refunded(Session session) =>
        session.PaymentIntent?.LatestCharge is { Currency: StripeFields.Yen } charge
        && charge.AmountRefunded is >= 0 and <= StripeFields.MaxMinor
            ? Money.Amount.OfMinor(charge.AmountRefunded, Money.Currency.Jpy)
            : null;

    private static DateTimeOffset? PaidAt(Session session) =>
        session.PaymentIntent?.LatestCharge is { } charge ? new DateTimeOffset(charge.Created, TimeSpan.Zero) : null;

    private static string Return(TopUp topUp, Uri returnUrl) =>
        $"{returnUrl.AbsoluteUri}?{ReturnFromStripe.TopUpName}={topUp.Id}";
}
