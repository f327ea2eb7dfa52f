using Billing.Accounts;

namespace Billing.Invoices;

/// <summary>A name or an address as it is written in our languages.</summary>
/// <param name="En">Stands in for a language that has none of its own.</param>
public sealed record LocalText(string En, string? Vi = null, string? Ja = null)
{
    public string In(Language language) => language switch
    {
        Language.Vi => Vi ?? En,
        Language.Ja => Ja ?? En,
        Language.En => En,
    };
}

/// <summary>Who sells, as a document states it for ever.</summary>
/// <param name="Entity">Our code of the company, such as VN.</param>
/// <param name="Country">Where it is taxed: ISO 3166-1 alpha-2.</param>
/// <param name="TaxNumber">By which its tax office knows it.</param>
/// <param name="Registration">Its number as an issuer of qualified invoices (Japan: T and 13 digits); null without
/// one.</param>
public sealed record Seller(
    string Entity, string Country, LocalText Name, LocalText Address, string TaxNumber, string? Registration = null);

/// <summary>Who is billed, as the billing profile had it when the document was drafted.</summary>
public sealed record Buyer(
    BillingType Type, string Name, string Email, string Address, string Country, string? TaxCode = null)
{
    public static Buyer Of(BillingProfile profile) => new(
        profile.Type, profile.Name, profile.Email, profile.Address, profile.Country.Code, profile.TaxCode);
}
