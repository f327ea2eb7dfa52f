using System.Net;
using Billing.Functions.Tests.Support;
using Billing.TopUps.Gateways.PayPal;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.TopUps.Gateways.PayPal;

public sealed class PayPalClientTests : IDisposable
{
    private const string Token = "POST /v1/oauth2/token";
    private const string Thing = "GET /thing";

    private readonly FakePayPal _payPal = new();
    private readonly FakeTimeProvider _clock = new(SomeTopUp.Now);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_token_serves_many_calls_until_two_minutes_before_its_end()
    {
        var client = Answering(HttpStatusCode.OK, "{}");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Get("/thing", Stop)));
        Assert.Single(_payPal.Calls, call => call.Name == Token);

        _clock.Advance(TimeSpan.FromSeconds(32_400 - 120));
        await client.Get("/thing", Stop);
        Assert.Equal(2, _payPal.Calls.Count(call => call.Name == Token));
        Assert.Equal("token-2", _payPal.Calls[^1].Token);
    }

    [Fact]
    public async Task A_token_that_is_not_taken_is_renewed_once_and_the_call_repeated_once()
    {
        var calls = 0;
        _payPal.On(Thing, () => new(calls++ == 0 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK)
        {
            Content = new StringContent("{}"),
        });
        Assert.IsType<PayPalAnswer.Done>(await _payPal.Client(_clock).Get("/thing", Stop));
        var tokens = _payPal.Calls.Where(call => call.Name == Thing).Select(call => call.Token);
        Assert.Equal(["token-1", "token-2"], tokens);

        var client = Answering(HttpStatusCode.Unauthorized, "");
        Assert.Equal(new PayPalAnswer.Unanswered("http_401"), await client.Get("/thing", Stop));
        Assert.Equal(4, _payPal.Calls.Count(call => call.Name == Thing));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "")]
    [InlineData(HttpStatusCode.OK, "{}")]
    public async Task Without_a_token_nothing_is_called(HttpStatusCode status, string body)
    {
        _payPal.On(Token, status, body);

        Assert.Equal(new PayPalAnswer.Unanswered("token"), await _payPal.Client(_clock).Get("/thing", Stop));
        Assert.DoesNotContain(_payPal.Calls, call => call.Name == Thing);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("timeout")]
    [InlineData("html")]
    [InlineData("500")]
    [InlineData("409")]
    [InlineData("302")]
    public async Task What_is_no_answer_is_unanswered(string kind)
    {
        _payPal.On(Thing, () => kind switch
        {
            "reset" => throw new HttpRequestException("reset"),
            "timeout" => throw new TaskCanceledException("timeout"),
            "html" => new(HttpStatusCode.OK) { Content = new StringContent("<html>") },
            var status => new((HttpStatusCode)int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)),
        });

        Assert.IsType<PayPalAnswer.Unanswered>(await _payPal.Client(_clock).Get("/thing", Stop));
    }

    [Theory]
    [InlineData("""{"name":"N","details":[{"issue":"I"}]}""", "I")]
    [InlineData("""{"name":"N"}""", "N")]
    [InlineData("<html>", "http_422")]
    [InlineData("", "http_422")]
    public async Task A_refusal_is_told_in_PayPals_word(string body, string issue)
    {
        var client = Answering(HttpStatusCode.UnprocessableEntity, body);

        Assert.Equal(new PayPalAnswer.Refused(422, issue), await client.Get("/thing", Stop));
    }

    [Fact]
    public async Task A_caller_that_leaves_is_not_an_answer()
    {
        using var left = new CancellationTokenSource();
        var client = Answering(HttpStatusCode.OK, "{}");
        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Get("/thing", left.Token));
    }

    public void Dispose() => _payPal.Dispose();

    private PayPalClient Answering(HttpStatusCode status, string body) =>
        _payPal.On(Thing, status, body).Client(_clock);
}
