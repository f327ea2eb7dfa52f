using System.Text;
using Billing.ExchangeRates;
using Billing.Functions.Tests.Support;
using Billing.Money;

namespace Billing.Functions.Tests.ExchangeRates;

public sealed class RateDocumentTests
{
    private const string Ecb =
        """
        {"base":"EUR","date":"2026-11-20","rates":{"USD":1.0812,"JPY":168.95,"VND":28500.5,"GBP":"0.8690","XAU":0.0004}}
        """;

    [Theory]
    [InlineData("EUR/USD", "1.0812")]
    [InlineData("EUR/GBP", "0.869")]
    [InlineData("USD/VND", "26360.0628931")]
    [InlineData("USD/JPY", "156.261561228")]
    [InlineData("VND/EUR", "0.000035087103735")]
    [InlineData("USD/EUR", "0.924898261191")]
    [InlineData("EUR/CHF", null)]
    [InlineData("CHF/EUR", null)]
    public void A_pair_is_told_as_published_or_by_way_of_the_base(string pair, string? rate) =>
        Assert.Equal(rate, Read(Ecb).Of(CurrencyPair.Parse(pair))?.ToString());

    [Theory]
    [InlineData("""{"base":"USD","date":"2026-11-20","rates":{}}""", "2026-11-20T00:00:00Z")]
    [InlineData("""{"base":"USD","time":"2026-11-20T15:00:00+01:00","rates":{}}""", "2026-11-20T14:00:00Z")]
    [InlineData("""{"base":"USD","date":"20.11.2026","rates":{}}""", null)]
    [InlineData("""{"base":"USD","rates":{}}""", null)]
    [InlineData("""{"base":"USD","date":"2099-01-01","rates":{}}""", null)]
    public void It_was_published_when_it_says_and_never_in_the_future(string document, string? expected)
    {
        var time = Read(document).TakenAt(SomeRates.Now);

        Assert.Equal(expected ?? Billing.Platform.Rfc3339.Format(SomeRates.Now), Billing.Platform.Rfc3339.Format(time));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"rates":{"USD":1}}""")]
    [InlineData("""{"base":"XXX","rates":{"USD":1}}""")]
    [InlineData("""{"base":"EUR"}""")]
    [InlineData("""{"base":"EUR","rates":[1]}""")]
    [InlineData("""{"base":"EUR","rates":{"USD":0}}""")]
    [InlineData("""{"base":"EUR","rates":{"USD":-1}}""")]
    [InlineData("""{"base":"EUR","rates":{"USD":1e9}}""")]
    [InlineData("""{"base":"EUR","rates":{"USD":null}}""")]
    [InlineData("""{"base":"EUR","rates":{"USD":"1,08"}}""")]
    [InlineData("""{"base":"EUR","rates":{"USD":1.08,"USD":1.09}}""")]
    public void Anything_else_is_no_document_of_rates(string text) =>
        Assert.False(RateDocument.TryParse(Encoding.UTF8.GetBytes(text), out _));

    private static RateDocument Read(string text) =>
        RateDocument.TryParse(Encoding.UTF8.GetBytes(text), out var document)
            ? document
            : throw new FormatException(text);
}
