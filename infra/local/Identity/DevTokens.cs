using System.Text.Json;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Billing.LocalHost.Identity;

/// <summary>
/// The development identity provider: hands out tokens for anybody, and publishes its key the way Entra ID does, so
/// that the app validates both alike.
/// </summary>
internal static class DevTokens
{
    private const string Audience = "billing";
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);
    private static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };

    public static void Map(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<HostSettings>();
        var key = DevKey.In(settings.DataFolder);
        app.Lifetime.ApplicationStopped.Register(key.Dispose);
        var issuer = $"{settings.BaseAddress}/dev";
        app.MapPost("/dev/token", (HttpRequest request) => IssueAsync(request, issuer, key));
        app.MapGet("/dev/jwks", () => Results.Json(new { keys = new[] { key.PublicJwk() } }));
        app.MapGet("/dev/.well-known/openid-configuration", () => Results.Json(Discovery(issuer)));
    }

    private static Dictionary<string, object> Discovery(string issuer) => new()
    {
        ["issuer"] = issuer,
        ["jwks_uri"] = $"{issuer}/jwks",
        ["token_endpoint"] = $"{issuer}/token",
        ["id_token_signing_alg_values_supported"] = new[] { SecurityAlgorithms.RsaSha256 },
        ["response_types_supported"] = new[] { "token" },
        ["subject_types_supported"] = new[] { "public" },
    };

    private static async Task<IResult> IssueAsync(HttpRequest request, string issuer, DevKey key)
    {
        try
        {
            var stop = request.HttpContext.RequestAborted;
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: stop);
            var (wanted, fault) = TokenRequest.Read(body.RootElement);
            return wanted is null ? Refuse(fault) : Results.Json(new { access_token = Sign(wanted, issuer, key) });
        }
        catch (JsonException)
        {
            return Refuse("The body must be JSON.");
        }
    }

    private static string Sign(TokenRequest wanted, string issuer, DevKey key)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var expires = now.AddSeconds(wanted.ExpiresInSeconds);
        var from = (expires < now ? expires : now) - ClockTolerance;
        var claims = new Dictionary<string, object> { ["sub"] = wanted.Subject, ["roles"] = wanted.Roles };
        if (wanted.Account is { } account) claims["account"] = account;

        return Writer.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = Audience,
            IssuedAt = from,
            NotBefore = from,
            Expires = expires,
            Claims = claims,
            SigningCredentials = key.Signing,
        });
    }

    private static IResult Refuse(string detail) => Results.Problem(detail, statusCode: 400);
}
