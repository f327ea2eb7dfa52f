using Billing.Money;

namespace Billing.Ledger;

/// <summary>Why terms cannot become a cover.</summary>
public enum CoverRefusal
{
    NothingCovered = 1,
    TooManyServices = 2,
    ServiceTwice = 3,
    EndsBeforeStart = 4,
    TotalNotPositive = 5,
    TooManyQuotas = 6,
    QuotaTwice = 7,
    QuotaNotCovered = 8,
    QuotaEmpty = 9,
    QuotaAboveTotal = 10,
    QuotasAboveTotal = 11,
    TooManyPrices = 12,
    PriceNotCovered = 13,
    PriceAmbiguous = 14,
    PriceDimensions = 15,
    MixedCurrencies = 16,
    TermsTooLong = 17,
    TooMuchTogether = 18,
    ChangedBefore = 19,
    ChangesThePast = 20,
    ChangesTheFuture = 21,
    EndsBeforeChange = 22,
    TotalBelowUsed = 23,
    QuotaBelowUsed = 24,
    TooManyChanges = 25,
    ChangesTooLong = 26,
}

/// <summary>What a cover may promise: sound, unambiguous, and small enough for the account's state.</summary>
public static class CoverRules
{
    /// <summary>The first reason why the terms cannot become a cover; null when they can.</summary>
    public static CoverRefusal? Refusal(CoverTerms terms) => Refusal(terms, []);

    /// <summary>The same for an account that has covers: all of them together can be counted, even unused.</summary>
    public static CoverRefusal? Refusal(CoverTerms terms, IEnumerable<CoverTerms> held)
    {
        if (terms.Until == terms.From) return CoverRefusal.EndsBeforeStart;
        if (!terms.Total.IsPositive) return CoverRefusal.TotalNotPositive;
        return RefusalOfChange(terms, held);
    }

    /// <summary>The same for terms that an existing cover gets: they may end where they begin, and
    /// promise nothing.</summary>
    internal static CoverRefusal? RefusalOfChange(CoverTerms terms, IEnumerable<CoverTerms> held)
    {
        if (OfContent(terms) is { } refusal) return refusal;
        var sum = held.Aggregate((Int128)terms.Total.Units, (all, other) => all + other.Total.Units);
        return sum > long.MaxValue ? CoverRefusal.TooMuchTogether : null;
    }

    private static CoverRefusal? OfContent(CoverTerms terms) =>
        OfScope(terms) ?? OfQuotas(terms) ?? OfPrices(terms) ?? OfSize(terms);

    private static CoverRefusal? OfScope(CoverTerms terms)
    {
        var services = terms.Scope.Services;
        if (services.IsEmpty && !terms.Scope.IsComprehensive) return CoverRefusal.NothingCovered;
        if (services.Length > CoverTerms.MaxServices) return CoverRefusal.TooManyServices;
        if (services.Distinct().Count() < services.Length) return CoverRefusal.ServiceTwice;
        if (terms.Until < terms.From) return CoverRefusal.EndsBeforeStart;
        return terms.Total.IsNegative ? CoverRefusal.TotalNotPositive : null;
    }

    private static CoverRefusal? OfQuotas(CoverTerms terms)
    {
        var quotas = terms.Quotas;
        if (quotas.Length > CoverTerms.MaxQuotas) return CoverRefusal.TooManyQuotas;
        if (quotas.Select(quota => quota.Service).Distinct().Count() < quotas.Length) return CoverRefusal.QuotaTwice;
        if (quotas.Any(quota => !terms.Scope.Includes(quota.Service))) return CoverRefusal.QuotaNotCovered;
        if (quotas.Any(IsEmpty)) return CoverRefusal.QuotaEmpty;
        if (quotas.Any(quota => quota.Money?.Currency is { } other && other != terms.Total.Currency))
            return CoverRefusal.MixedCurrencies;
        if (quotas.Any(quota => quota.Money > terms.Total)) return CoverRefusal.QuotaAboveTotal;
        var sum = quotas.Aggregate(Int128.Zero, (all, quota) => all + (quota.Money?.Units ?? 0));
        return sum > terms.Total.Units && !terms.IsSharedCeiling ? CoverRefusal.QuotasAboveTotal : null;
    }

    private static CoverRefusal? OfPrices(CoverTerms terms)
    {
        var prices = terms.Prices;
        if (prices.Length > CoverTerms.MaxPrices) return CoverRefusal.TooManyPrices;
        if (prices.Any(price => !terms.Scope.Includes(price.Service))) return CoverRefusal.PriceNotCovered;
        if (prices.Any(price => price.Rate.Price.Currency != terms.Total.Currency))
            return CoverRefusal.MixedCurrencies;
        if (prices.Any(price => !DimensionText.IsCanonical(price.Dimensions))) return CoverRefusal.PriceDimensions;
        for (var i = 0; i < prices.Length; i++)
            for (var j = i + 1; j < prices.Length; j++)
                if (AreTied(prices[i], prices[j])) return CoverRefusal.PriceAmbiguous;
        return null;
    }

    private static CoverRefusal? OfSize(CoverTerms terms) =>
        CoverJson.Write(terms).ToJsonString().Length > CoverTerms.MaxTextLength ? CoverRefusal.TermsTooLong : null;

    private static bool IsEmpty(CoverQuota quota) =>
        quota is { Money: null, Units: null }
        || quota.Money is { IsPositive: false }
        || quota.Units is { Micros: <= 0 };

    /// <summary>True if both would match the same use equally well.</summary>
    private static bool AreTied(CoverPrice one, CoverPrice other) =>
        one.Service == other.Service
        && one.Meter == other.Meter
        && DimensionText.Count(one.Dimensions) == DimensionText.Count(other.Dimensions)
        && !DimensionText.Exclude(one.Dimensions, other.Dimensions);
}
