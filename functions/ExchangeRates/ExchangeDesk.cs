using Billing.Money;
using Billing.Platform;

namespace Billing.ExchangeRates;

/// <summary>Why nothing can be exchanged now.</summary>
public enum ExchangeRefusal
{
    RateUnavailable = 1,
}

/// <summary>
/// Quotes an exchange between two currencies at the latest rate of the pair, whichever way it was published.
/// </summary>
public sealed class ExchangeDesk(ExchangeRateTable rates, ExchangeTerms terms)
{
    /// <summary>An offer that holds for a quarter of an hour; null where both are the same currency.</summary>
    public async Task<Outcome<ExchangeQuote?, ExchangeRefusal>> Quote(
        Currency held, Currency paid, DateTimeOffset now, CancellationToken stop)
    {
        if (held == paid) return (ExchangeQuote?)null;

        var direct = rates.Find(CurrencyPair.Of(paid, held), stop);
        var reverse = rates.Find(CurrencyPair.Of(held, paid), stop);
        var latest = new[] { await direct, await reverse }
            .OfType<PublishedRate>()
            .Where(rate => rate.IsFresh(terms, now))
            .MaxBy(rate => rate.TakenAt);
        return latest is null ? ExchangeRefusal.RateUnavailable : latest.Quote(terms, now);
    }
}
