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
    PayCurrencyRequired = 8,
    NotPayable = 9,
}

/// <summary>One fault of a quote request: which field, which rule.</summary>
public readonly record struct QuoteFault(string Field, QuoteRefusal Reason);

/// <summary>How much may be bought at once in one currency, and what is offered to pick from.</summary>
public sealed record AmountRange(Amount Minimum, Amount Maximum, ImmutableArray<Amount> Presets);

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
        Methods.Where(offer => offer.Countries.Includes(country));

    /// <summary>All faults at once; none means that it may be quoted.</summary>
    /// <param name="payCurrency">What the customer wants to pay in; null to leave it to the way to pay.</param>
    public ImmutableArray<QuoteFault> Faults(
        BuyerTerms buyer, Amount amount, PayMethod method, Currency? payCurrency = null) =>
        Faults(buyer, amount, method, payCurrency, Misfit);

    /// <summary>
    /// All faults of paying an instalment: it is what it is, so there is no minimum, and by bank transfer no maximum.
    /// </summary>
    public ImmutableArray<QuoteFault> PlanFaults(
        BuyerTerms buyer, Amount amount, PayMethod method, Currency? payCurrency) =>
        Faults(buyer, amount, method, payCurrency, (due, range, by) => Misfit(
            due, range with { Minimum = due, Maximum = by == PayMethod.BankTransfer ? due : range.Maximum }, by));

    private ImmutableArray<QuoteFault> Faults(
        BuyerTerms buyer, Amount amount, PayMethod method, Currency? payCurrency,
        Func<Amount, AmountRange, PayMethod, QuoteRefusal?> misfit)
    {
        var faults = ImmutableArray.CreateBuilder<QuoteFault>();
        if (amount.Currency != buyer.Currency) faults.Add(new("amount.currency", QuoteRefusal.CurrencyMismatch));
        else if (!Ranges.TryGetValue(buyer.Currency, out var range))
            faults.Add(new("amount.currency", QuoteRefusal.CurrencyUnavailable));
        else if (misfit(amount, range, method) is { } reason) faults.Add(new("amount", reason));

        var payable = PaidIn(buyer, method);
        if (payable.IsEmpty) faults.Add(new("method", QuoteRefusal.MethodUnavailable));
        else if (payCurrency is null && payable.Length > 1)
            faults.Add(new("payCurrency", QuoteRefusal.PayCurrencyRequired));
        else if (payCurrency is { } asked && !payable.Contains(asked))
            faults.Add(new("payCurrency", QuoteRefusal.PayCurrencyUnavailable));
        return faults.ToImmutable();
    }

    /// <summary>
    /// The currency to pay in: the one that was asked for, or the only one of the way to pay. Null when there is none,
    /// or when the customer has to say which.
    /// </summary>
    public Currency? PayCurrency(BuyerTerms buyer, PayMethod method, Currency? asked)
    {
        var payable = PaidIn(buyer, method);
        return asked is { } wanted
            ? payable.Contains(wanted) ? wanted : null
            : payable.Length == 1 ? payable[0] : null;
    }

    private ImmutableArray<Currency> PaidIn(BuyerTerms buyer, PayMethod method) =>
    [
        .. MethodsFor(buyer.Country)
            .Where(offer => offer.Method == method)
            .SelectMany(offer => offer.PaidIn(buyer.Currency))
            .Distinct(),
    ];

    private static QuoteRefusal? Misfit(Amount amount, AmountRange range, PayMethod method)
    {
        if (!amount.IsWholeMinor || !PayScale.Takes(method, amount)) return QuoteRefusal.Scale;
        if (amount < range.Minimum) return QuoteRefusal.BelowMinimum;
        if (amount > range.Maximum) return QuoteRefusal.AboveMaximum;
        return null;
    }
}
