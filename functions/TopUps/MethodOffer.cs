using System.Collections.Immutable;
using Billing.Money;

namespace Billing.TopUps;

/// <summary>A way to pay as it is shown: for which countries, in which currencies, by which instruments.</summary>
/// <param name="Currencies">What is paid in.</param>
/// <param name="ByExchange">True where a balance of any currency is paid in one of these, at a quoted rate; false where
/// each of them pays for a balance in itself.</param>
/// <param name="Kinds">Instruments, such as qr or internationalCard.</param>
/// <param name="Brands">Card brands as customers know them.</param>
public sealed record MethodOffer(
    PayMethod Method,
    CountrySet Countries,
    ImmutableArray<Currency> Currencies,
    bool ByExchange,
    ImmutableArray<string> Kinds,
    ImmutableArray<string> Brands)
{
    /// <summary>In what a balance of this currency may be paid.</summary>
    public IEnumerable<Currency> PaidIn(Currency held) =>
        Currencies.Where(currency => ByExchange == (currency != held));
}
