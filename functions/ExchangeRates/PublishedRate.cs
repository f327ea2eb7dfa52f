using Billing.Money;
using Billing.Platform;

namespace Billing.ExchangeRates;

/// <summary>Why a rate does not take the place of the one that stands.</summary>
public enum RateRefusal
{
    Superseded = 1,
    Jumps = 2,
}

/// <summary>
/// What a source, or an administrator, said at a time that one unit of a currency is worth in another. The later word
/// replaces the earlier one.
/// </summary>
/// <param name="Source">Where the rate comes from, as customers are shown it.</param>
/// <param name="TakenAt">When it was published, as far as its source tells; otherwise when we read it.</param>
/// <param name="SetBy">The administrator who set it; null for a rate that was fetched.</param>
public sealed record PublishedRate(
    CurrencyPair Pair, ExchangeRate Rate, string Source, DateTimeOffset TakenAt, string? SetBy = null)
{
    public const int MaxSourceLength = 100;

    /// <summary>This rate, if it may take the place of the one that stands.</summary>
    /// <param name="maxJumpPercent">Null where a person vouches for the rate.</param>
    public Outcome<PublishedRate, RateRefusal> After(PublishedRate? current, int? maxJumpPercent)
    {
        if (current is null) return this;
        if (TakenAt < current.TakenAt) return RateRefusal.Superseded;
        if (maxJumpPercent is { } most && IsFurther(current, most)) return RateRefusal.Jumps;

        return this;
    }

    /// <summary>True if a customer may still be quoted it.</summary>
    public bool IsFresh(ExchangeTerms terms, DateTimeOffset now) => now - TakenAt <= terms.MaxAge;

    /// <summary>The offer to pay at this rate.</summary>
    public ExchangeQuote Quote(ExchangeTerms terms, DateTimeOffset now) => new(
        Pair.From, Pair.To, Rate, Source, TakenAt, terms.SpreadBasisPoints, now + ExchangeQuote.ValidFor);

    /// <summary>A source that slipped a digit must not sell credit: a person has to look.</summary>
    private bool IsFurther(PublishedRate current, int maxPercent)
    {
        var (earlier, later) = (Scaled(current.Rate, Rate.Decimals), Scaled(Rate, current.Rate.Decimals));
        return later * 100 > earlier * (100 + maxPercent) || later * 100 < earlier * (100 - maxPercent);
    }

    /// <summary>The digits with so many zeros behind them; with at most 18 of each it fits.</summary>
    private static Int128 Scaled(ExchangeRate rate, int zeros)
    {
        Int128 scaled = rate.Digits;
        for (var i = 0; i < zeros; i++) scaled *= 10;
        return scaled;
    }
}
