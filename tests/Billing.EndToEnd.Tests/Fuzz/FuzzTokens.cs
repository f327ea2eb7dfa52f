using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>Tokens that open nothing, each made of a good one.</summary>
internal static class FuzzTokens
{
    private static readonly string[] Admin = ["admin"];

    public static async Task<IReadOnlyList<string>> Bad(RunningHost host, string good, CancellationToken stop)
    {
        var parts = good.Split('.');
        var claims = Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1]));
        var admin = Base64UrlEncoder.Encode(claims.Replace("\"customer\"", "\"admin\"", StringComparison.Ordinal));
        var kid = JsonNode.Parse(Base64UrlEncoder.DecodeBytes(parts[0]))!["kid"]!.GetValue<string>();
        using var keys = await host.Http.GetAsync(new Uri("dev/jwks", UriKind.Relative), stop);
        var published = await keys.Content.ReadAsStringAsync(stop);
        string[] tokens =
        [
            "", "x", "..", ".", "a.b.c", new('a', 7_000), new('a', 20_000), good[..^5], $"{good}x",
            $"{parts[0]}.{admin}.{parts[2]}", $"{parts[0]}.{parts[1]}.", $".{parts[1]}.{parts[2]}",
            $"{good}.{parts[2]}",
            $"{Header("none", kid)}.{admin}.", $"{Header("None", kid)}.{admin}.", $"{Header("nOnE", kid)}.{admin}.x",
            Hashed(Header("HS256", kid), admin, published), Hashed(Header("HS256", kid), admin, ""),
            $"{Header("RS256", "../../etc/passwd")}.{admin}.{parts[2]}", $"{Header("ES256", kid)}.{admin}.{parts[2]}",
            OfAnotherKey(kid, host, "billing"), OfAnotherKey("another", host, "billing"),
            good.Replace('.', '\u3002'), $"{good} {good}",
            Base64UrlEncoder.Encode("{\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1:1\"}"),
        ];
        string[] schemes = ["Basic YTpi", $"Token {good}", good, "Bearer", "Bearer\t", $"Bearer,{good}", "Negotiate x"];
        return
        [
            .. tokens.Select(token => $"Authorization: Bearer {token}"),
            .. schemes.Select(scheme => $"Authorization: {scheme}"),
            $"Authorization: Bearer {good}\r\nAuthorization: Bearer {good}",
        ];
    }

    private static string Header(string algorithm, string kid) => Base64UrlEncoder.Encode(
        new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = kid }.ToJsonString());

    /// <summary>The public key as if it were a shared secret.</summary>
    private static string Hashed(string header, string claims, string secret)
    {
        var text = Encoding.UTF8.GetBytes($"{header}.{claims}");
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text);
        return $"{header}.{claims}.{Base64UrlEncoder.Encode(hash)}";
    }

    private static string OfAnotherKey(string kid, RunningHost host, string audience)
    {
        using var key = RSA.Create(2_048);
        var uncached = new CryptoProviderFactory { CacheSignatureProviders = false };
        var signing = new RsaSecurityKey(key) { KeyId = kid, CryptoProviderFactory = uncached };
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = $"{host.Address}dev",
            Audience = audience,
            Claims = new Dictionary<string, object> { ["sub"] = "admin", ["roles"] = Admin },
            SigningCredentials = new(signing, SecurityAlgorithms.RsaSha256),
        });
    }
}
