using System.Net;
using Billing.ExchangeRates;
using Billing.Money;

namespace Billing.Functions.Tests.ExchangeRates;

public sealed class RateSourceTests
{
    private static readonly Uri Address = new("https://rates.example/latest");

    [Fact]
    public async Task A_document_is_read_digit_by_digit()
    {
        var document = await Read(() => Answer("""{"base":"USD","rates":{"VND":26350.50}}"""));

        Assert.Equal("26350.5", document!.Of(CurrencyPair.Parse("USD/VND"))!.Value.ToString());
    }

    [Fact]
    public async Task A_source_that_fails_in_any_way_gives_none()
    {
        Assert.Null(await Read(() => throw new HttpRequestException("reset")));
        Assert.Null(await Read(() => throw new TaskCanceledException("timeout")));
        Assert.Null(await Read(() => new(HttpStatusCode.ServiceUnavailable)));
        Assert.Null(await Read(() => Answer(new string('x', RateSource.MaxDocumentBytes + 1))));
        Assert.Null(await Read(() => Answer("""{"base":"USD","rates":{"VND":26350.50""")));
    }

    private static HttpResponseMessage Answer(string text) => new() { Content = new StringContent(text) };

    private static async Task<RateDocument?> Read(Func<HttpResponseMessage> answer)
    {
        using var http = new HttpClient(new Publisher(answer))
        {
            MaxResponseContentBufferSize = RateSource.MaxDocumentBytes,
        };
        return await new RateSource(http).Read(Address, default);
    }

    private sealed class Publisher(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return answer();
        }
    }
}
