using System.Collections.Immutable;
using Billing.Money;

namespace Billing.TopUps;

/// <summary>Why an amount, method or currency cannot be quoted.</summary>
public enum QuoteRefusal
{
    BelowMinimum = 1,
    AboveMaximum = 2,
    Scale = 3,
    CurrencyMismatch = 4,
    CurrencyUnavailable = 5,
    MethodUnavailable = 6,
    PayCurrencyUnavailable = 7,
}

/// <summary>One fault of a quote request: which field, which rule.</summary>
public readonly record struct QuoteFault(string Field, QuoteRefusal Reason);

/// <summary>How much may be bought at once in one currency, and what is offered to pick from.</summary>
public sealed record AmountRange(Amount Minimum, Amount Maximum, ImmutableArray<Amount> Presets);

/// <summary>A way to pay as it is shown: for which countries, in which currency, by which instruments.</summary>
/// <param name="Countries">ISO 3166 alpha-2 codes.</param>
/// <param name="Kinds">Instruments, such as qr or card.</param>
/// <param name="Brands">Card brands as customers know them.</param>
public sealed record MethodOffer(
    PayMethod Method,
    Currency Currency,
    ImmutableArray<string> Countries,
    ImmutableArray<string> Kinds,
    ImmutableArray<string> Brands);

/// <summary>What of the billing profile decides on a purchase.</summary>
/// <param name="Country">ISO 3166 alpha-2.</param>
public readonly record struct BuyerTerms(string Country, Currency Currency);

/// <summary>
/// What may be bought, how much of it and how it is paid, as configured; callers choose only within it.
/// </summary>
/// <param name="Ranges">A currency without a range cannot be bought: nobody converts a minimum silently.</param>
public sealed record TopUpRules(
    string TermsVersion,
    ImmutableSortedDictionary<Currency, AmountRange> Ranges,
    ImmutableArray<MethodOffer> Methods)
{
    public IEnumerable<MethodOffer> MethodsFor(string country) =>
        Methods.Where(offer => offer.Countries.Contains(country, StringComparer.Ordinal));

    /// <summary>All faults at once; none means that it may be quoted.</summary>
    /// <param name="payCurrency">What the customer wants to pay in; null for the currency of the amount.</param>
    public ImmutableArray<QuoteFault> Faults(
        BuyerTerms buyer, Amount amount, PayMethod method, Currency? payCurrency = null)
    {
        var held = buyer.Currency;
        var faults = ImmutableArray.CreateBuilder<QuoteFault>();
        if (amount.Currency != held) faults.Add(new("amount.currency", QuoteRefusal.CurrencyMismatch));
        else if (!Ranges.TryGetValue(held, out var range))
            faults.Add(new("amount.currency", QuoteRefusal.CurrencyUnavailable));
        else if (Misfit(amount, range) is { } reason) faults.Add(new("amount", reason));

        var offer = MethodsFor(buyer.Country).FirstOrDefault(offer => offer.Method == method);
        if (offer is null || offer.Currency != held) faults.Add(new("method", QuoteRefusal.MethodUnavailable));
        if (payCurrency is { } other && other != amount.Currency)
            faults.Add(new("payCurrency", QuoteRefusal.PayCurrencyUnavailable));
        return faults.ToImmutable();
    }

    private static QuoteRefusal? Misfit(Amount amount, AmountRange range)
    {
        if (!amount.IsWholeMinor) return QuoteRefusal.Scale;
        if (amount < range.Minimum) return QuoteRefusal.BelowMinimum;
        if (amount > range.Maximum) return QuoteRefusal.AboveMaximum;
        return null;
    }
}
