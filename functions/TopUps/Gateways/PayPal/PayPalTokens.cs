using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>The token that our calls carry: one for all, renewed by one caller while the others wait.</summary>
public sealed class PayPalTokens(HttpClient http, PayPalMerchant merchant, TimeProvider clock) : IDisposable
{
    private const string Path = "/v1/oauth2/token";
    private const int MaxSeconds = 40_000;

    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(120);

    private readonly SemaphoreSlim _gate = new(1);

    private Token? _token;

    /// <summary>Null when PayPal gives none now.</summary>
    /// <param name="refused">A token that was not accepted: it is not given again.</param>
    public async Task<string?> Get(string? refused, CancellationToken stop)
    {
        if (Fresh(refused) is { } known) return known;

        await _gate.WaitAsync(stop);
        try
        {
            return Fresh(refused) ?? await Renew(stop);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private string? Fresh(string? refused) =>
        _token is { } token && token.Value != refused && clock.GetUtcNow() < token.Until ? token.Value : null;

    private async Task<string?> Renew(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, merchant.Api(Path))
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{merchant.ClientId}:{merchant.Secret}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", secret);
        using var answer = await http.SendAsync(request, stop);
        if (!answer.IsSuccessStatusCode) return null;

        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(stop));
        if (body.RootElement.Text("access_token") is not { Length: > 0 } value) return null;

        var given = body.RootElement.Member("expires_in");
        var seconds = given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) ? number : 0;
        var life = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MaxSeconds));
        _token = new(value, clock.GetUtcNow() + life - Reserve);
        return value;
    }

    private sealed record Token(string Value, DateTimeOffset Until)
    {
        /// <summary>Never the token itself.</summary>
        public override string ToString() => $"until {Until:O}";
    }
}
