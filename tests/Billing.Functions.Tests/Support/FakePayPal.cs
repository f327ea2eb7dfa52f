using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways.PayPal;

namespace Billing.Functions.Tests.Support;

/// <summary>Answers calls as a test says, by method and path; every call is kept.</summary>
public sealed class FakePayPal : HttpMessageHandler
{
    public const string Order = "5O190127TN364715T";
    public const string Capture = "3C679366HH908993F";

    private readonly ConcurrentDictionary<string, Func<HttpResponseMessage>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<PayPalCall> _calls = new();

    private int _tokens;

    public FakePayPal() => On("POST /v1/oauth2/token", () => Json(HttpStatusCode.OK, new
    {
        access_token = $"token-{Interlocked.Increment(ref _tokens)}", token_type = "Bearer", expires_in = TokenSeconds,
    }));

    public static PayPalMerchant Merchant { get; } = new(
        "client", "hidden-secret", "WH1", new("https://api-m.sandbox.paypal.com"), new("https://app.example/return"),
        new("https://app.example/cancel"), "Shop")
    {
        CertHosts = [new("https://api.sandbox.paypal.com/"), new("https://api-m.sandbox.paypal.com/")],
    };

    public static TopUp TopUp { get; } = SomeTopUp.TopUp() with
    {
        Amount = Usd("25"), Total = Usd("25"), Method = PayMethod.PayPal, GatewayId = Order,
    };

    public int TokenSeconds { get; set; } = 32_400;

    public IReadOnlyList<PayPalCall> Calls => [.. _calls];

    public static Amount Usd(string amount) => Amount.Parse(amount, Currency.Usd);

    public FakePayPal On(string call, Func<HttpResponseMessage> answer)
    {
        _answers[call] = answer;
        return this;
    }

    public FakePayPal On(string call, HttpStatusCode status, string body) => On(call, () => Json(status, body));

    public PayPalClient Client(TimeProvider? clock = null) => new(
        new(this, disposeHandler: false),
        new(new(this, disposeHandler: false), Merchant, clock ?? TimeProvider.System),
        Merchant);

    public PayPalGateway Gateway() => new(Client(), Merchant);

    public static string OrderJson(string status, string? capture = null, string custom = "01KAN0000000000000000000T1")
    {
        var payments = capture is null
            ? ""
            : $$""","payments":{"captures":[{{CaptureJson(capture)}}]}""";
        return $$"""
            {"id":"{{Order}}","status":"{{status}}","purchase_units":[{"reference_id":"default",
             "custom_id":"{{custom}}"{{payments}} }],"links":[{"rel":"self","href":"https://api/x"},
             {"rel":"payer-action","href":"https://www.sandbox.paypal.com/checkoutnow?token={{Order}}"}]}
            """;
    }

    public static string CaptureJson(
        string status, string value = "\"25.00\"", string currency = "USD",
        string custom = "01KAN0000000000000000000T1") =>
        $$"""
        {"id":"{{Capture}}","status":"{{status}}","custom_id":"{{custom}}",
         "amount":{"currency_code":"{{currency}}","value":{{value}} },"create_time":"2026-11-22T05:01:00Z",
         "status_details":{"reason":"ECHECK"},
         "supplementary_data":{"related_ids":{"order_id":"{{Order}}"} },
         "links":[{"rel":"up","href":"https://api.paypal.com/v2/checkout/orders/{{Order}}"}]}
        """;

    public static string Issue(string issue) =>
        $$"""{"name":"UNPROCESSABLE_ENTITY","details":[{"issue":"{{issue}}"}]}""";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var id = request.Headers.TryGetValues("PayPal-Request-Id", out var ids) ? string.Join(' ', ids) : null;
        var call = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        _calls.Enqueue(new(call, body, id, request.Headers.Authorization?.Parameter));
        return _answers.TryGetValue(call, out var answer) ? answer() : new(HttpStatusCode.NotFound);
    }

    private static HttpResponseMessage Json(HttpStatusCode status, object body) =>
        Json(status, JsonSerializer.Serialize(body));

    private static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}

/// <summary>A call as it arrived.</summary>
/// <param name="Name">Method and path.</param>
public sealed record PayPalCall(string Name, string Body, string? RequestId, string? Token);
