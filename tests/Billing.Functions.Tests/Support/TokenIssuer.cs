using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Functions.Tests.Support;

/// <summary>An authority with keys of its own; tests take tokens from it, good and bad ones.</summary>
public sealed class TokenIssuer : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    public const string Issuer = "https://issuer.test";
    public const string Audience = "billing";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>When set, asking for the keys fails so.</summary>
    public Exception? Down { get; set; }

    /// <summary>Times that the keys were asked for afresh.</summary>
    public int Refreshes { get; private set; }

    /// <summary>The keys that are published; a rotated one appears after a refresh.</summary>
    public bool IsRotated { get; set; }

    public RsaSecurityKey Rsa => new(_rsa) { KeyId = "rsa" };

    public ECDsaSecurityKey Ec => new(_ec) { KeyId = "ec" };

    public static Dictionary<string, object> Claims(string[] roles, string? account = null, string? subject = "user-1")
    {
        var claims = new Dictionary<string, object> { ["roles"] = roles };
        if (subject is not null) claims["sub"] = subject;
        if (account is not null) claims["account"] = account;
        return claims;
    }

    public string Customer(string account, string subject = "user-1") =>
        Token(Claims(["customer"], account, subject));

    public string Staff(string role) => Token(Claims([role]));

    public string Token(
        Dictionary<string, object> claims,
        SigningCredentials? signing = null,
        string issuer = Issuer,
        string audience = Audience,
        TimeSpan? expiresIn = null,
        TimeSpan? startsIn = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now.AddHours(-2),
            NotBefore = now + (startsIn ?? TimeSpan.FromHours(-2)),
            Expires = now + (expiresIn ?? TimeSpan.FromHours(1)),
            Claims = claims,
            SigningCredentials = signing ?? new SigningCredentials(Rsa, SecurityAlgorithms.RsaSha256),
        });
    }

    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (Down is { } failure) return Task.FromException<OpenIdConnectConfiguration>(failure);

        var published = new OpenIdConnectConfiguration { Issuer = Issuer };
        if (!IsRotated || Refreshes > 0) published.SigningKeys.Add(Rsa);
        published.SigningKeys.Add(Ec);
        return Task.FromResult(published);
    }

    public void RequestRefresh() => Refreshes++;

    public void Dispose()
    {
        _rsa.Dispose();
        _ec.Dispose();
    }
}
