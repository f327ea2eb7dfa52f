using Billing.TopUps.Inbox;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>Says what an event of Stripe's means for a payment; what it does not know, it leaves alone.</summary>
public sealed class StripeNoticeReader(StripeAccount account) : INoticeReader
{
    public PayMethod Method => PayMethod.Stripe;

    /// <exception cref="FormatException">It is no event.</exception>
    public PaymentNews Read(ReadOnlyMemory<byte> body)
    {
        var notice = StripeNotice.Read(body);
        var news = new PaymentNews(notice.Id, notice.Type, notice.At);
        if (notice.IsThin) return news with { Ignored = "thin_event", Alerts = true };
        if (notice.IsLive != account.IsLive) return news with { Ignored = "livemode", Alerts = true };
        if (!StripeFacts.IsKnown(notice.Type)) return news with { Ignored = "unknown_type" };

        return StripeFacts.Of(notice) is { } result
            ? Named(news, notice) with { Result = result }
            : Named(news, notice) with { Ignored = "unreadable", Alerts = true };
    }

    /// <summary>
    /// Which payment it is about. Disputes, and refunds of a person at Stripe, carry no reference of ours: they are
    /// known by the payment or the charge.
    /// </summary>
    private static PaymentNews Named(PaymentNews news, StripeNotice notice)
    {
        var about = notice.About;
        var reference =
            about.Inner("metadata").Text(StripeReference.Name) ?? about.Text(StripeReference.SessionName);
        string?[] aliases =
            [about.Text("id"), about.Id("payment_intent"), about.Id("charge"), about.Id("latest_charge")];
        return news with
        {
            Reference = TopUpId.TryParse(reference, out var id) ? id : null,
            Order = notice.IsAboutSession ? about.Text("id") : null,
            Aliases = [.. aliases.OfType<string>()],
        };
    }
}
