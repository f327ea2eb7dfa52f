using System.Numerics;
using Billing.Money;

namespace Billing.ExchangeRates;

/// <summary>
/// A rate at which amounts are shown in another currency: near enough to read by, and nothing is ever paid at it.
/// </summary>
/// <param name="Shown">The currency in which amounts are shown.</param>
/// <param name="Pair">One unit of its first currency is worth the rate in its second; one of the two is the one
/// shown.</param>
/// <param name="TakenAt">When it was published.</param>
public sealed record ApproximateRate(
    Currency Shown, CurrencyPair Pair, ExchangeRate Rate, string Source, DateTimeOffset TakenAt)
{
    /// <summary>
    /// The amount in the currency shown, rounded half away from zero to what people pay in; null where it cannot be
    /// told.
    /// </summary>
    public Amount? Of(Amount amount)
    {
        var held = amount.Currency;
        var (over, under) = ((BigInteger)Rate.Digits, BigInteger.Pow(10, Rate.Decimals));
        if (Pair.From == Shown) (over, under) = (under, over);
        over *= new BigInteger(amount.Units) * Shown.UnitsPerMajor;
        under *= new BigInteger(held.UnitsPerMajor) * Shown.UnitsPerMinor;
        var minor = (2 * BigInteger.Abs(over) + under) / (2 * under) * over.Sign;
        var units = minor * Shown.UnitsPerMinor;
        return units >= long.MinValue && units <= long.MaxValue ? new((long)units, Shown) : null;
    }

    public Amount? Of(Amount? amount) => amount is { } known ? Of(known) : null;
}
