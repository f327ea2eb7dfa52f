using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Invoices;

namespace Billing.Functions.Tests.Invoices;

public sealed class LegalEntitiesTests
{
    private const string All = SomeInvoices.EntitiesText;

    [Theory]
    [InlineData("VN", "VN")]
    [InlineData("JP", "JP")]
    [InlineData("US", "INT")]
    [InlineData("SG", "INT")]
    public void Each_country_is_billed_by_one_company(string country, string entity) =>
        Assert.Equal(entity, SomeInvoices.Entities.For(country).Code);

    [Fact]
    public void A_company_says_how_it_documents_its_sales()
    {
        var (vietnam, japan) = (SomeInvoices.Entities.For("VN"), SomeInvoices.Entities.For("JP"));

        Assert.Equal(
            (TaxPoint.Payment, PriceStatement.Inclusive, TaxRounding.HalfUp),
            (vietnam.TaxPoint, vietnam.Prices, vietnam.Rounding));
        Assert.Equal((TaxPoint.Supply, TaxRounding.Down), (japan.TaxPoint, japan.Rounding));
        Assert.Equal("T1234567890123", japan.Seller.Registration);
        Assert.Equal(
            ("株式会社", "Seller KK", "Seller KK"),
            (japan.Seller.Name.In(Language.Ja), japan.Seller.Name.In(Language.Vi), japan.Seller.Name.In(Language.En)));
    }

    [Theory]
    [InlineData("serves: all but VN, JP", "serves: all but VN")]
    [InlineData("serves: all but VN, JP", "serves: US")]
    [InlineData("INT serves", "VN serves")]
    [InlineData("INT serves", "int serves")]
    [InlineData("tax point: payment; ", "")]
    [InlineData("tax point: payment", "tax point: sometimes")]
    [InlineData("prices: exclusive", "prices: both")]
    [InlineData("rounding: down", "rounding: up")]
    [InlineData("registration: T1234567890123; ", "")]
    [InlineData("T1234567890123", "1234567890123")]
    [InlineData("country: SG", "country: XX")]
    [InlineData("name: Seller Pte; ", "")]
    [InlineData("tax number: 1; ", "tax number: 1; tax number: 2; ")]
    [InlineData("tax number: 1; ", "tax number: 1; motto: none; ")]
    public void Companies_that_leave_something_open_are_refused(string part, string other)
    {
        var text = All.Replace(part, other, StringComparison.Ordinal);
        Assert.NotEqual(All, text);

        Assert.False(LegalEntities.TryParse(text, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("|")]
    public void No_company_is_none(string? text) => Assert.False(LegalEntities.TryParse(text, out _));
}
