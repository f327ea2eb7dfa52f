namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>What customers do on the page of a session, and what becomes of the session by itself.</summary>
internal sealed class StripeTill(StripeBook book, StripeEvents events)
{
    private const string Fails = "fail";
    private const string ComesLater = "unpaid";

    /// <summary>The session, if somebody can still pay it.</summary>
    public StripeSession? Open(string id) =>
        book.Find<StripeSession>(id) is { Status: "open" } session && session.ExpiresAt > book.Now ? session : null;

    /// <summary>Pays, or fails to, as the orders say; null when the session is over.</summary>
    public StripePress? Pay(string id) => book.Do(() =>
    {
        if (Open(id) is not { } session) return null;
        var orders = book.TakeOrders();
        return orders.Outcome switch
        {
            Fails => Decline(session, orders),
            ComesLater => Complete(session, orders),
            _ => Succeed(session, orders),
        };
    });

    /// <summary>A card that the bank refuses; the session stays open for another try.</summary>
    public StripePress? Decline(string id) =>
        book.Do(() => Open(id) is { } session ? Decline(session, book.TakeOrders()) : null);

    /// <summary>Ends a session that nobody paid; null when it is over already.</summary>
    public StripeSession? Expire(string id) => book.Do(() =>
    {
        if (book.Find<StripeSession>(id) is not { Status: "open" } session) return null;

        var expired = session with { Status = "expired", Url = null };
        book.Keep(expired);
        events.Tell("checkout.session.expired", expired, StripeNoticePlan.AtOnce);
        return expired;
    });

    public void ExpireWhatIsOver()
    {
        foreach (var session in book.All<StripeSession>())
            if (session.Status == "open" && session.ExpiresAt <= book.Now) Expire(session.Id);
    }

    /// <summary>The money of a session that was complete and unpaid comes, or does not; null for another
    /// session.</summary>
    public StripeSession? Settle(string id, bool comes) => book.Do(() =>
    {
        if (book.Find<StripeSession>(id) is not { Status: "complete", PaymentStatus: "unpaid" } session) return null;

        var intent = book.Find<StripeIntent>(session.PaymentIntent!)!;
        if (comes)
        {
            var paid = session with { PaymentStatus = "paid" };
            book.Keep([paid, .. Charge(intent, session.Tail)]);
            events.Tell("payment_intent.succeeded", book.Find<StripeIntent>(intent.Id)!, StripeNoticePlan.AtOnce);
            events.Tell("checkout.session.async_payment_succeeded", paid, StripeNoticePlan.AtOnce);
            return paid;
        }

        var failed = intent with { Status = "requires_payment_method", LastPaymentError = Refusal("not_paid") };
        book.Keep(failed);
        events.Tell("payment_intent.payment_failed", failed, StripeNoticePlan.AtOnce);
        events.Tell("checkout.session.async_payment_failed", session, StripeNoticePlan.AtOnce);
        return session;
    });

    private StripePress Succeed(StripeSession session, StripeControl orders)
    {
        var (complete, intent) = (Completed(session) with { PaymentStatus = "paid" }, Intent(session));
        book.Keep([complete, .. Charge(intent, session.Tail)]);
        var succeeded = events.Tell("payment_intent.succeeded", book.Find<StripeIntent>(intent.Id)!, orders.Notice);
        var completed = events.Tell("checkout.session.completed", complete, orders.Notice);
        return new(complete, [succeeded, completed], orders.Notice);
    }

    private StripePress Complete(StripeSession session, StripeControl orders)
    {
        var complete = Completed(session);
        book.Keep(complete, Intent(session) with { Status = "processing" });
        return new(complete, [events.Tell("checkout.session.completed", complete, orders.Notice)], orders.Notice);
    }

    private StripePress Decline(StripeSession session, StripeControl orders)
    {
        var tried = session with { PaymentIntent = Intent(session).Id };
        var failed = Intent(session) with { LastPaymentError = Refusal(orders.Code) };
        book.Keep(tried, failed);
        return new(tried, [events.Tell("payment_intent.payment_failed", failed, orders.Notice)], orders.Notice);
    }

    private StripeIntent Intent(StripeSession session) => book.Find<StripeIntent>($"pi_{session.Tail}")!;

    private static StripeSession Completed(StripeSession session) =>
        session with { Status = "complete", Url = null, PaymentIntent = $"pi_{session.Tail}" };

    private StripeEntry[] Charge(StripeIntent intent, string tail)
    {
        var charge = new StripeCharge(
            $"ch_{tail}", intent.Amount, intent.Currency, intent.Id, intent.Metadata, book.Now);
        var paid = intent with
        {
            Status = "succeeded",
            AmountReceived = intent.Amount,
            LatestCharge = charge.Id,
            LastPaymentError = null,
        };
        return [charge, paid];
    }

    private static StripeDecline Refusal(string code) => new("card_declined", code, "Your card was declined.");
}

/// <summary>What a press on the page came to.</summary>
/// <param name="Events">What is told about it, in the order in which it happened.</param>
internal sealed record StripePress(
    StripeSession Session, IReadOnlyList<StripeEvent> Events, StripeNoticePlan Notice);
