using Billing.Money;

namespace Billing.TopUps;

/// <summary>What a top-up would cost; the customer confirms it before it expires.</summary>
/// <param name="Amount">What the balance gains.</param>
/// <param name="Total">What is paid for it.</param>
/// <param name="Exchange">Null where nothing is exchanged.</param>
public sealed record QuoteView(
    string QuoteId,
    Amount Amount,
    string Method,
    Amount Total,
    ExchangeView? Exchange,
    string TermsVersion,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt)
{
    public static QuoteView Of(TopUpQuote quote) => new(
        quote.Id.Value,
        quote.Amount,
        quote.Method.Value,
        quote.Total,
        ExchangeView.Of(quote.Exchange),
        quote.TermsVersion,
        quote.CreatedAt,
        quote.ExpiresAt);
}
