using Billing.Accounts;
using Billing.Invoices;
using Billing.Money;

namespace Billing.Functions.Tests.Support;

/// <summary>Companies, taxes and documents that tests start from.</summary>
public static class SomeInvoices
{
    /// <summary>A company in Vietnam that taxes payments, one in Japan and one elsewhere that tax supplies.</summary>
    public const string EntitiesText =
        "VN serves: VN; country: VN; name: Seller VN; name.vi: Công ty VN; address: 1 Street; tax number: 0312345678; "
        + "tax point: payment; prices: inclusive; rounding: halfUp | "
        + "JP serves: JP; country: JP; name: Seller KK; name.ja: 株式会社; address: Tokyo; tax number: 123; "
        + "registration: T1234567890123; tax point: supply; prices: inclusive; rounding: down | "
        + "INT serves: all but VN, JP; country: SG; name: Seller Pte; address: Singapore; tax number: 1; "
        + "tax point: supply; prices: exclusive; rounding: halfUp";

    public static LegalEntities Entities { get; } = LegalEntities.TryParse(EntitiesText, out var entities)
        ? entities
        : throw new InvalidOperationException("The companies of the tests are wrong.");

    public static TaxTable Taxes { get; } = TaxTable.TryParse("VN VAT 10, JP JCT 10", out var taxes)
        ? taxes
        : throw new InvalidOperationException("The taxes of the tests are wrong.");

    /// <summary>The same companies with one that taxes at another point.</summary>
    public static LegalEntities With(string entity, TaxPoint point) => new(
    [
        .. Entities.All.Select(it => it.Code == entity ? it with { TaxPoint = point } : it),
    ]);

    public static Buyer Buyer(string country, string? taxCode = null) => new(
        taxCode is null ? BillingType.Personal : BillingType.Company, "Buyer", "buyer@example.com", "2 Street", country,
        taxCode);

    public static DocumentLine Line(decimal amount, string currency = "JPY") => new(
        LineKind.ServiceUsage,
        Amount.Parse(amount.ToString(System.Globalization.CultureInfo.InvariantCulture), Currency.Parse(currency)));
}
