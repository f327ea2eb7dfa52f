using Billing.Money;

namespace Billing.TopUps;

/// <summary>The rate of a payment as customers see it: one unit of the base is worth the rate in the other.</summary>
/// <param name="Spread">What is added for the exchange, as a share of the whole: 0.015 is one and a half
/// percent.</param>
public sealed record ExchangeView(
    Currency Base,
    Currency Quoted,
    string Rate,
    string Source,
    DateTimeOffset TakenAt,
    string Spread,
    DateTimeOffset ExpiresAt)
{
    private const int BasisPointDigits = 4;

    /// <summary>Null where nothing is exchanged.</summary>
    public static ExchangeView? Of(ExchangeQuote? exchange) => exchange is null ? null : new(
        exchange.Base,
        exchange.Quoted,
        exchange.Rate.ToString(),
        exchange.Source,
        exchange.TakenAt,
        FixedPoint.Format(exchange.SpreadBasisPoints, BasisPointDigits),
        exchange.ExpiresAt);
}
