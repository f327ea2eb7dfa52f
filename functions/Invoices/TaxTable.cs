using System.Collections.Immutable;
using Billing.Accounts;
using Billing.Money;

namespace Billing.Invoices;

/// <summary>What a document says of tax.</summary>
public enum TaxTreatment
{
    /// <summary>It states the tax of its country.</summary>
    Taxed = 1,

    /// <summary>The buyer, a company of another country, owes the tax.</summary>
    ReverseCharge = 2,

    /// <summary>No tax is owed.</summary>
    NotTaxed = 3,

    /// <summary>Another document of the same money, or of what it buys, states the tax.</summary>
    Elsewhere = 4,
}

/// <summary>How a sale is taxed.</summary>
/// <param name="Rate">Null unless it is taxed.</param>
public readonly record struct TaxRuling(TaxTreatment Treatment, TaxRate? Rate = null)
{
    public static TaxRuling Elsewhere { get; } = new(TaxTreatment.Elsewhere);
}

/// <summary>
/// The tax of each country. A sale at home bears it; a sale to a company of another country that names its tax code is
/// for the buyer to tax; any other sale bears none.
/// </summary>
public sealed record TaxTable(ImmutableSortedDictionary<string, TaxRate> ByCountry)
{
    private const int MaxRows = 250;
    private const int MaxNameLength = 10;

    /// <param name="home">The seller's country.</param>
    public TaxRuling Rule(string home, Buyer buyer)
    {
        if (buyer.Country == home)
            return ByCountry.TryGetValue(home, out var rate)
                ? new(TaxTreatment.Taxed, rate)
                : new(TaxTreatment.NotTaxed);
        return buyer is { Type: BillingType.Company, TaxCode: not null }
            ? new(TaxTreatment.ReverseCharge)
            : new(TaxTreatment.NotTaxed);
    }

    /// <summary>Reads "VN VAT 10, JP JCT 10": country, name and percent, each country once.</summary>
    public static bool TryParse(string? text, out TaxTable table)
    {
        table = new(ImmutableSortedDictionary.Create<string, TaxRate>(StringComparer.Ordinal));
        foreach (var row in (text ?? "").Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (row.Split(' ') is not [var country, var name, var percent]) return false;
            if (!BillingCountry.TryParse(country, out _) || table.ByCountry.ContainsKey(country)) return false;
            if (name.Length > MaxNameLength || !name.All(char.IsAsciiLetterUpper)) return false;
            if (!FixedPoint.TryParse(percent, digits: 2, out var points)) return false;
            if (points is <= 0 or > TaxRate.MaxBasisPoints || table.ByCountry.Count == MaxRows) return false;
            table = new(table.ByCountry.Add(country, new(name, (int)points)));
        }
        return true;
    }
}
