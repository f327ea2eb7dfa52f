using System.Text.RegularExpressions;
using Billing.TopUps;

namespace Billing.Invoices;

/// <summary>At what moment a company's sales are taxed.</summary>
public enum TaxPoint
{
    /// <summary>When money comes in: the receipt states the tax, and what the money buys is not taxed again.</summary>
    Payment = 1,

    /// <summary>When something is supplied: the invoice of a plan or of a month's usage states the tax, the receipt
    /// does not.</summary>
    Supply = 2,
}

/// <summary>One of our companies, and how it documents its sales.</summary>
/// <param name="Serves">The countries whose customers it bills.</param>
public sealed partial record LegalEntity(
    Seller Seller, CountrySet Serves, TaxPoint TaxPoint, PriceStatement Prices, TaxRounding Rounding)
{
    public const int MaxCodeLength = 8;

    public string Code => Seller.Entity;

    /// <summary>Capital letters and digits: it begins the numbers of documents.</summary>
    public static bool IsCode(string text) => Code1To8().IsMatch(text);

    /// <summary>The number of an issuer of qualified invoices in Japan.</summary>
    public static bool IsRegistration(string text) => Registration().IsMatch(text);

    [GeneratedRegex("^[A-Z][A-Z0-9]{0,7}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code1To8();

    [GeneratedRegex("^T[0-9]{13}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Registration();
}
