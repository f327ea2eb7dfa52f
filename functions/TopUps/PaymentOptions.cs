using System.Collections.Immutable;
using Billing.Money;

namespace Billing.TopUps;

/// <summary>What a customer of a country may buy, and how it is paid.</summary>
/// <param name="TermsVersion">The terms in force: a top-up names the version that was agreed to.</param>
public sealed record PaymentOptions(
    string Country,
    IReadOnlyList<CurrencyOption> Currencies,
    IReadOnlyList<MethodOption> Methods,
    string TermsVersion);

/// <summary>A currency in which credit may be held, and how much of it may be bought at once.</summary>
/// <param name="Presets">Amounts to choose from.</param>
public sealed record CurrencyOption(Currency Currency, Amount Minimum, Amount Maximum, ImmutableArray<Amount> Presets)
{
    public static CurrencyOption Of(Currency currency, AmountRange range) =>
        new(currency, range.Minimum, range.Maximum, range.Presets);
}

/// <summary>A way to pay.</summary>
/// <param name="Currencies">In which it takes money.</param>
/// <param name="ByExchange">Whether it also takes them for credit in another currency.</param>
public sealed record MethodOption(
    string Method,
    ImmutableArray<Currency> Currencies,
    bool ByExchange,
    ImmutableArray<string> Kinds,
    ImmutableArray<string> Brands)
{
    public static MethodOption Of(MethodOffer offer) =>
        new(offer.Method.Value, offer.Currencies, offer.ByExchange, offer.Kinds, offer.Brands);
}
