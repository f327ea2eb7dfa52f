using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Sandbox.PayPal;

/// <summary>A merchant who calls the sandbox over HTTP, as the product would.</summary>
internal sealed class PayPalApi : IAsyncDisposable
{
    public static readonly Dictionary<string, string?> Settings = new()
    {
        ["PayPal__ClientId"] = "merchant", ["PayPal__ClientSecret"] = "secret", ["PayPal__WebhookId"] = "WH1",
    };

    private readonly TestHost _host;

    /// <summary>All hosts of a test run share the sandbox's file.</summary>
    private readonly string _run = Guid.CreateVersion7().ToString("N");

    private string? _token;

    private PayPalApi(TestHost host) => _host = host;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<PayPalApi> Start(string connection)
    {
        var api = new PayPalApi(await TestHost.StartAsync(new(connection) { Settings = Settings }));
        api._token = (await api.Token()).Body!["access_token"]!.GetValue<string>();
        return api;
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Token(string secret = "secret")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address("v1/oauth2/token"))
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        request.Headers.Authorization =
            new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"merchant:{secret}")));
        return await Send(request);
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> Get(string path) => Call(HttpMethod.Get, path, null, null);

    public Task<(HttpStatusCode Status, JsonNode? Body)> Post(string path, string body, string? requestId = null) =>
        Call(HttpMethod.Post, path, body, requestId);

    /// <summary>Controls and pages need no token.</summary>
    public async Task<HttpResponseMessage> Press(string path)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = _host.Http.BaseAddress };
        return await http.PostAsync(Address(path), content: null, Stop);
    }

    public async Task<string> Create(string invoice, string currency = "USD", string value = "25.00")
    {
        var (status, body) = await Post("v2/checkout/orders", Order(invoice, currency, value), $"topup-{invoice}");
        Assert.Equal(HttpStatusCode.Created, status);
        return body!["id"]!.GetValue<string>();
    }

    public string Order(string invoice, string currency = "USD", string value = "25.00") =>
        $$"""
        {"intent":"CAPTURE","purchase_units":[{"reference_id":"default","custom_id":"{{_run}}{{invoice}}",
         "invoice_id":"{{_run}}{{invoice}}","description":"Credit",
         "amount":{"currency_code":"{{currency}}","value":"{{value}}"} }],
         "payment_source":{"paypal":{"experience_context":{"return_url":"http://back/?topUp=1",
         "cancel_url":"http://cancel/"} } } }
        """;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static Uri Address(string path) => new($"sandbox/paypal/{path}", UriKind.Relative);

    private Task<(HttpStatusCode Status, JsonNode? Body)> Call(
        HttpMethod method, string path, string? body, string? requestId)
    {
        var request = new HttpRequestMessage(method, Address(path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (requestId is not null) request.Headers.Add("PayPal-Request-Id", _run + requestId);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return Send(request);
    }

    private async Task<(HttpStatusCode Status, JsonNode? Body)> Send(HttpRequestMessage request)
    {
        using var answer = await _host.Http.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return (answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }
}
