using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Polly.Timeout;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>
/// Calls PayPal with a token and says what came of it: done, refused for certain, or nobody knows. Never throws because
/// PayPal is down.
/// </summary>
/// <remarks>Every call may be sent again: what changes something carries a request id of ours.</remarks>
public sealed class PayPalClient(HttpClient http, PayPalTokens tokens, PayPalMerchant merchant)
{
    public const int MaxAnswerBytes = 256 * 1024;

    public Task<PayPalAnswer> Get(string path, CancellationToken stop) => Send(HttpMethod.Get, path, null, null, stop);

    /// <param name="requestId">The same id is the same effect, at most once; null where nothing is changed.</param>
    public Task<PayPalAnswer> Post(
        string path, ReadOnlyMemory<byte> body, string? requestId, CancellationToken stop) =>
        Send(HttpMethod.Post, path, body, requestId, stop);

    private async Task<PayPalAnswer> Send(
        HttpMethod method, string path, ReadOnlyMemory<byte>? body, string? requestId, CancellationToken stop)
    {
        try
        {
            return await Authorized(() => Request(method, path, body, requestId), stop);
        }
        catch (HttpRequestException failure)
        {
            return new PayPalAnswer.Unanswered(failure.HttpRequestError.ToString());
        }
        catch (JsonException)
        {
            return new PayPalAnswer.Unanswered("json");
        }
        catch (TimeoutRejectedException)
        {
            return new PayPalAnswer.Unanswered("timeout");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new PayPalAnswer.Unanswered("timeout");
        }
    }

    /// <summary>A token that PayPal no longer takes is renewed once, and the call repeated once.</summary>
    private async Task<PayPalAnswer> Authorized(Func<HttpRequestMessage> make, CancellationToken stop)
    {
        string? refused = null;
        for (var tries = 0; tries < 2; tries++)
        {
            if (await tokens.Get(refused, stop) is not { } token) return new PayPalAnswer.Unanswered("token");
            using var request = make();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(request, stop);
            if (response.StatusCode != HttpStatusCode.Unauthorized) return await Read(response, stop);
            refused = token;
        }

        return new PayPalAnswer.Unanswered("http_401");
    }

    private HttpRequestMessage Request(
        HttpMethod method, string path, ReadOnlyMemory<byte>? body, string? requestId)
    {
        var request = new HttpRequestMessage(method, merchant.Api(path));
        request.Headers.Add("Prefer", "return=representation");
        if (requestId is not null) request.Headers.Add("PayPal-Request-Id", requestId);
        if (body is not { } bytes) return request;

        request.Content = new ReadOnlyMemoryContent(bytes);
        request.Content.Headers.ContentType = new("application/json");
        return request;
    }

    private static async Task<PayPalAnswer> Read(HttpResponseMessage response, CancellationToken stop)
    {
        var status = (int)response.StatusCode;
        if (status is 408 or 409 or 429 or >= 500 or (>= 300 and < 400))
            return new PayPalAnswer.Unanswered($"http_{status}");

        var bytes = await response.Content.ReadAsByteArrayAsync(stop);
        if (status >= 400) return new PayPalAnswer.Refused(status, Issue(bytes) ?? $"http_{status}");

        using var body = JsonDocument.Parse(bytes);
        return new PayPalAnswer.Done(body.RootElement.Clone());
    }

    /// <summary>What PayPal finds wrong, in its own word; null if it says nothing legible.</summary>
    private static string? Issue(byte[] bytes)
    {
        const int MaxLength = 100;
        try
        {
            using var body = JsonDocument.Parse(bytes);
            var issue = body.RootElement.First("details").Text("issue") ?? body.RootElement.Text("name");
            return issue is { Length: > 0 and <= MaxLength } ? issue : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What came of a call. The set is closed.</summary>
public abstract record PayPalAnswer
{
    private PayPalAnswer()
    {
    }

    public sealed record Done(JsonElement Body) : PayPalAnswer;

    /// <summary>PayPal will not do it; nothing happened.</summary>
    public sealed record Refused(int Status, string Issue) : PayPalAnswer;

    /// <summary>Nobody knows whether it happened.</summary>
    public sealed record Unanswered(string Reason) : PayPalAnswer;
}
