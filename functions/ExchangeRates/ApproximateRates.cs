using Billing.Money;

namespace Billing.ExchangeRates;

/// <summary>
/// Finds the rate at which amounts of one currency are shown in another, however old it is: its date is shown with it.
/// </summary>
public sealed class ApproximateRates(ExchangeRateTable rates)
{
    /// <summary>
    /// The latest rate of the two, whichever way it was published, or one worked out from what a dollar is worth in
    /// each; null where there is none, and for one currency twice.
    /// </summary>
    public async Task<ApproximateRate?> Find(Currency held, Currency shown, CancellationToken stop)
    {
        if (held == shown) return null;
        if (await Latest(held, shown, stop) is { } rate)
            return new(shown, rate.Pair, rate.Rate, rate.Source, rate.TakenAt);
        if (held == Currency.Usd || shown == Currency.Usd) return null;

        var ofHeld = rates.Find(CurrencyPair.Of(Currency.Usd, held), stop);
        var ofShown = rates.Find(CurrencyPair.Of(Currency.Usd, shown), stop);
        return await ofHeld is { } one && await ofShown is { } other ? Cross(one, other) : null;
    }

    private static ApproximateRate? Cross(PublishedRate held, PublishedRate shown)
    {
        var (first, second) = (held.Pair.To, shown.Pair.To);
        if (ExchangeRate.Cross(shown.Rate, held.Rate) is not { } rate) return null;

        var source = held.Source == shown.Source ? held.Source : $"{held.Source}, {shown.Source}";
        var takenAt = held.TakenAt < shown.TakenAt ? held.TakenAt : shown.TakenAt;
        return new(second, CurrencyPair.Of(first, second), rate, source, takenAt);
    }

    private async Task<PublishedRate?> Latest(Currency held, Currency shown, CancellationToken stop)
    {
        var direct = rates.Find(CurrencyPair.Of(held, shown), stop);
        var reverse = rates.Find(CurrencyPair.Of(shown, held), stop);
        return new[] { await direct, await reverse }.OfType<PublishedRate>().MaxBy(rate => rate.TakenAt);
    }
}
