using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps;

/// <summary>
/// Reads which ways to pay are on offer where. A way to pay whose countries are left empty is not on offer.
/// </summary>
public static class MethodSettings
{
    private const int MaxItems = 300;
    private const string CountriesForm = "like VN, JP or all or all but VN, JP";

    public static ImmutableArray<MethodOffer> Read(Settings settings)
    {
        (PayMethod Method, bool ByExchange, Names Names)[] offers =
        [
            (PayMethod.VnPay, false, new(
                "TopUps__VnPay__Countries", "TopUps__VnPay__Currencies",
                "TopUps__VnPay__Kinds", "TopUps__VnPay__Brands")),
            (PayMethod.Stripe, false, new(
                "TopUps__Stripe__Countries", "TopUps__Stripe__Currencies",
                "TopUps__Stripe__Kinds", "TopUps__Stripe__Brands")),
            (PayMethod.PayPal, false, new(
                "TopUps__PayPal__Countries", "TopUps__PayPal__Currencies",
                "TopUps__PayPal__Kinds", "TopUps__PayPal__Brands")),
            (PayMethod.PayPal, true, new(
                "TopUps__PayPal__ExchangeCountries", "TopUps__PayPal__ExchangeCurrencies",
                "TopUps__PayPal__Kinds", "TopUps__PayPal__Brands")),
            (PayMethod.BankTransfer, false, new(
                "TopUps__BankTransfer__Countries", "TopUps__BankTransfer__Currencies",
                "TopUps__BankTransfer__Kinds", "TopUps__BankTransfer__Brands")),
        ];
        return
        [
            .. offers
                .Select(it => Offer(settings, it.Method, it.ByExchange, it.Names))
                .Where(offer => !offer.Countries.IsNone),
        ];
    }

    private static MethodOffer Offer(Settings settings, PayMethod method, bool byExchange, Names names)
    {
        if (!CountrySet.TryParse(settings.OptionalText(names.Countries), out var countries))
            settings.Fault(names.Countries, $"is not {CountriesForm}");

        var currencies = ImmutableArray.CreateBuilder<Currency>();
        foreach (var code in Words(settings, names.Currencies))
        {
            var isKnown = Currency.TryParse(code, out var currency);
            if (isKnown && !currencies.Contains(currency)) currencies.Add(currency);
            else settings.Fault(names.Currencies, "is not a list of supported currencies with each of them once");
        }
        if (!countries.IsNone && currencies.Count == 0)
            settings.Fault(names.Currencies, "names no currency, and there are countries to pay from");

        return new(
            method, countries, currencies.ToImmutable(), byExchange,
            Words(settings, names.Kinds), Words(settings, names.Brands));
    }

    private static ImmutableArray<string> Words(Settings settings, string name)
    {
        var words = (settings.OptionalText(name) ?? "").Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > MaxItems) settings.Fault(name, $"has more than {MaxItems} words");
        return [.. words];
    }

    /// <summary>The settings of one offer.</summary>
    private sealed record Names(string Countries, string Currencies, string Kinds, string Brands);
}
