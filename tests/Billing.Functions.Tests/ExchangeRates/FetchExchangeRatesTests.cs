using System.Net;
using Billing.ExchangeRates;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.ExchangeRates;

public sealed class FetchExchangeRatesTests(Azurite azurite) : IDisposable
{
    private static readonly CurrencyPair DollarBaht = CurrencyPair.Parse("USD/THB");

    private readonly FakeTimeProvider _clock = new(SomeRates.Now);
    private readonly LogCapture _log = new();

    [Fact]
    public async Task The_pairs_of_the_settings_are_taken_as_published()
    {
        var rates = await Table();

        await Fetch(rates, """{"base":"USD","time":"2026-11-22T04:00:00Z","rates":{"THB":32.5,"SGD":1.3}}""");
        await Fetch(rates, """{"base":"USD","time":"2026-11-22T04:30:00Z","rates":{"THB":32.6}}""");

        var expected = new PublishedRate(
            DollarBaht, ExchangeRate.Parse("32.6"), "rates.example", SomeRates.Now.AddMinutes(-30));
        Assert.Equal(expected, await rates.Find(DollarBaht, default));
        Assert.Null(await rates.Find(CurrencyPair.Parse("USD/SGD"), default));

        await Fetch(rates, """{"base":"USD","time":"2026-11-22T04:10:00Z","rates":{"THB":32.7}}""");
        await Fetch(rates, """{"base":"USD","time":"2026-11-22T04:50:00Z","rates":{"THB":326}}""");

        Assert.Equal(expected, await rates.Find(DollarBaht, default));
        Assert.Single(_log.Entries, entry => entry.Level == LogLevel.Error);
    }

    [Theory]
    [InlineData("not json", HttpStatusCode.OK)]
    [InlineData("""{"base":"USD","rates":{"PHP":58}}""", HttpStatusCode.InternalServerError)]
    [InlineData("""{"base":"USD","rates":{}}""", HttpStatusCode.OK)]
    public async Task A_source_that_does_not_tell_changes_nothing_and_is_noted(string document, HttpStatusCode status)
    {
        var rates = await Table();

        await Fetch(rates, document, status, "USD/PHP");

        Assert.Null(await rates.Find(CurrencyPair.Parse("USD/PHP"), default));
        Assert.Single(_log.Entries, entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task Without_a_source_nothing_is_asked()
    {
        var off = SomeRates.Terms with { Source = null };
        using var http = new HttpClient(new Publisher("", HttpStatusCode.OK));

        await Verb(await Table(), http, off).Run(new(), default);

        Assert.Empty(_log.Entries);
    }

    public void Dispose() => _log.Dispose();

    private async Task Fetch(
        ExchangeRateTable rates, string document, HttpStatusCode status = HttpStatusCode.OK, string pair = "USD/THB")
    {
        using var http = new HttpClient(new Publisher(document, status));
        await Verb(rates, http, SomeRates.Terms with { Pairs = [CurrencyPair.Parse(pair)] }).Run(new(), default);
    }

    private FetchExchangeRates Verb(ExchangeRateTable rates, HttpClient http, ExchangeTerms terms) => new(
        new(http), rates, terms, _clock, new LoggerFactory([_log]).CreateLogger<FetchExchangeRates>());

    private async Task<ExchangeRateTable> Table()
    {
        await azurite.Table(ExchangeRateTable.Name);
        return new(await azurite.Tables());
    }

    private sealed class Publisher(string document, HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(document) });
    }
}
