using Billing.Invoices;

namespace Billing.Functions.Tests.Invoices;

public sealed class SeriesNameTests
{
    [Theory]
    [InlineData(DocumentKind.Invoice, 1, "VN-I-2026-000001")]
    [InlineData(DocumentKind.Receipt, 999_999, "VN-R-2026-999999")]
    [InlineData(DocumentKind.CreditNote, 1_000_000, "VN-C-2026-1000000")]
    public void A_number_says_its_company_kind_and_year(DocumentKind kind, long number, string expected)
    {
        var series = SeriesName.Of("VN", kind, 2026);

        Assert.Equal(expected, series.Number(number).Value);
        Assert.True(DocumentNumber.TryParse(expected, out var again));
        Assert.Equal(series.Number(number), again);
        Assert.True(SeriesName.TryParse(series.Value, out var read));
        Assert.Equal(series, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("VN-X-2026")]
    [InlineData("VN-I-26")]
    [InlineData("vn-I-2026")]
    [InlineData("VN-I-2026-1")]
    public void What_is_no_series_is_refused(string? text)
    {
        Assert.False(SeriesName.TryParse(text, out _));
        Assert.False(DocumentNumber.TryParse(text, out _));
    }
}
