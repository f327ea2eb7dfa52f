using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace Billing.LocalHost.Demo;

/// <summary>
/// Speaks to the billing API as any caller would: over HTTP, with tokens, repeating what may pass later.
/// </summary>
/// <param name="maxAttempts">How often a request is sent while the host is away, each half a second.</param>
public sealed class BillingClient(HttpClient http, Uri host, int maxAttempts = 480)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>A test token of the development host.</summary>
    public async Task<string> Token(string subject, string role, string? account, CancellationToken stop)
    {
        var claims = new JsonObject { ["subject"] = subject, ["roles"] = new JsonArray(role), ["expiresIn"] = 86_400 };
        if (account is not null) claims["account"] = account;
        var answer = await Send(HttpMethod.Post, "dev/token", token: null, claims, idempotencyKey: null, stop);
        return answer!["access_token"]!.GetValue<string>();
    }

    public Task<JsonNode?> Get(string route, string token, CancellationToken stop) =>
        Send(HttpMethod.Get, $"api/v1/{route}", token, body: null, idempotencyKey: null, stop);

    public Task<JsonNode?> Put(string route, string token, JsonNode body, CancellationToken stop) =>
        Send(HttpMethod.Put, $"api/v1/{route}", token, body, idempotencyKey: null, stop);

    /// <summary>Creates something; the key makes a repeated attempt the same effect.</summary>
    public Task<JsonNode?> Post(
        string route, string token, JsonNode body, string idempotencyKey, CancellationToken stop) =>
        Send(HttpMethod.Post, $"api/v1/{route}", token, body, idempotencyKey, stop);

    /// <summary>Reports usage events; the events' own ids make a repeated attempt harmless.</summary>
    /// <returns>How many were accepted.</returns>
    public async Task<int> ReportUsage(ReadOnlyMemory<byte> batch, string token, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host, "api/v1/usage"));
            request.Headers.Authorization = new("Bearer", token);
            request.Content = new ReadOnlyMemoryContent(batch);
            request.Content.Headers.ContentType = new("application/cloudevents-batch+json");
            if (await Answer(request, attempt, stop) is { } answer) return answer["accepted"]!.GetValue<int>();
        }
    }

    /// <summary>
    /// Opens the VNPay sandbox's page and presses its Pay button, as a customer's browser would. Whether it was paid,
    /// the top-up's own state says: a page that is opened again after the payment refuses.
    /// </summary>
    public async Task Pay(Uri page, CancellationToken stop)
    {
        var press = new Dictionary<string, string>
        {
            ["txnRef"] = HttpUtility.ParseQueryString(page.Query)["vnp_TxnRef"] ?? "",
            ["action"] = "pay",
        };
        for (var attempt = 1; attempt < maxAttempts && !await Pressed(page, press, stop); attempt++)
            await Task.Delay(Pause, stop);
    }

    private async Task<bool> Pressed(Uri page, Dictionary<string, string> press, CancellationToken stop)
    {
        try
        {
            using var shown = await http.GetAsync(page, stop);
            using var button = new FormUrlEncodedContent(press);
            using var pressed = await http.PostAsync(new Uri(page, "/sandbox/vnpay/pay"), button, stop);
            return pressed.StatusCode < HttpStatusCode.InternalServerError;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonNode?> Send(
        HttpMethod method, string path, string? token, JsonNode? body, string? idempotencyKey, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, new Uri(host, path));
            if (token is not null) request.Headers.Authorization = new("Bearer", token);
            if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
            if (body is not null) request.Content = JsonContent.Create(body);
            if (await Answer(request, attempt, stop) is { } answer) return answer;
        }
    }

    /// <summary>
    /// Null asks for another attempt: the host was away or said that the same request may pass later.
    /// </summary>
    private async Task<JsonNode?> Answer(HttpRequestMessage request, int attempt, CancellationToken stop)
    {
        try
        {
            using var response = await http.SendAsync(request, stop);
            var text = await response.Content.ReadAsStringAsync(stop);
            if (response.IsSuccessStatusCode) return JsonNode.Parse(text) ?? new JsonObject();
            var mayPassLater =
                response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
            if (!mayPassLater || attempt >= maxAttempts)
                throw new DemoException(
                    $"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}: {text}");

            await Task.Delay(RetryAfter(response.Headers.RetryAfter), stop);
        }
        catch (HttpRequestException) when (attempt < maxAttempts)
        {
            await Task.Delay(Pause, stop);
        }

        return null;
    }

    private static TimeSpan RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? Pause;
}

/// <summary>The demo saw something that it did not expect; the message says what.</summary>
public sealed class DemoException(string message) : Exception(message);
