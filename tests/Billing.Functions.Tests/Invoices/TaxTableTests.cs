using Billing.Functions.Tests.Support;
using Billing.Invoices;

namespace Billing.Functions.Tests.Invoices;

public sealed class TaxTableTests
{
    private const string Rulings = """
        seller | buyer | tax code  | says
        VN     | VN    |           | Taxed VAT 10
        VN     | VN    | 0312345678 | Taxed VAT 10
        JP     | JP    |           | Taxed JCT 10
        JP     | US    | 12-345    | ReverseCharge
        SG     | DE    | DE123     | ReverseCharge
        SG     | DE    |           | NotTaxed
        SG     | SG    |           | NotTaxed
        SG     | SG    | 2026      | NotTaxed
        """;

    [Fact]
    public void A_sale_is_taxed_at_home_by_the_buyer_abroad_or_not_at_all()
    {
        foreach (var row in TextTable.Rows(Rulings))
        {
            var code = row["tax code"];
            var ruling = SomeInvoices.Taxes.Rule(
                row["seller"], SomeInvoices.Buyer(row["buyer"], code.Length == 0 ? null : code));

            var rate = ruling.Rate is { } it ? $" {it.Name} {it.Percent}" : "";
            Assert.Equal(row["says"], $"{ruling.Treatment}{rate}");
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("VN VAT 10, JP JCT 10", 2)]
    [InlineData("CH VAT 8.1", 1)]
    public void Rates_are_read_by_country(string text, int count)
    {
        Assert.True(TaxTable.TryParse(text, out var table));
        Assert.Equal(count, table.ByCountry.Count);
    }

    [Theory]
    [InlineData("VN VAT")]
    [InlineData("VN VAT 10, VN VAT 8")]
    [InlineData("XX VAT 10")]
    [InlineData("VN vat 10")]
    [InlineData("VN VAT 0")]
    [InlineData("VN VAT 51")]
    [InlineData("VN VAT 8.125")]
    [InlineData("VN VAT -8")]
    public void What_is_no_table_of_rates_is_refused(string text) => Assert.False(TaxTable.TryParse(text, out _));
}
