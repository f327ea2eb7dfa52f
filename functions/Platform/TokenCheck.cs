using System.Collections.Immutable;
using Billing.Ledger;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Platform;

/// <summary>Why a request has no caller.</summary>
public enum TokenRefusal
{
    Missing = 1,
    Invalid = 2,
}

/// <summary>
/// Turns a bearer token into a caller: signature, issuer, audience and lifetime, by the authority's own keys.
/// </summary>
public sealed class TokenCheck(
    AuthSettings settings, IConfigurationManager<OpenIdConnectConfiguration> authority, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private const int MaxTokenLength = 8 * 1024;
    private const int MaxSubjectLength = 200;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _tokens = new() { MaximumTokenSizeInBytes = MaxTokenLength };

    /// <exception cref="AuthorityDownException">The authority's keys cannot be had.</exception>
    public async Task<Outcome<Caller, TokenRefusal>> Check(string? authorization, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(authorization)) return TokenRefusal.Missing;
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return TokenRefusal.Invalid;

        var token = authorization[Scheme.Length..].Trim();
        if (token.Length is 0 or > MaxTokenLength) return TokenRefusal.Invalid;

        var result = await Validate(token, stop);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            authority.RequestRefresh();
            result = await Validate(token, stop);
        }

        return result is { IsValid: true, SecurityToken: JsonWebToken valid } && TryRead(valid, out var caller)
            ? caller
            : TokenRefusal.Invalid;
    }

    private async Task<TokenValidationResult> Validate(string token, CancellationToken stop)
    {
        var keys = await Keys(stop);
        return await _tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = keys.Issuer,
            ValidAudience = settings.Audience,
            IssuerSigningKeys = keys.SigningKeys,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (from, until, _, _) => IsAlive(from, until),
        });
    }

    private async Task<OpenIdConnectConfiguration> Keys(CancellationToken stop)
    {
        try
        {
            return await authority.GetConfigurationAsync(stop);
        }
        catch (Exception down) when (down is InvalidOperationException or IOException or HttpRequestException)
        {
            throw new AuthorityDownException(down);
        }
    }

    private bool IsAlive(DateTime? from, DateTime? until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is { } end && now < end + ClockSkew && (from is not { } start || start - ClockSkew <= now);
    }

    private static bool TryRead(JsonWebToken token, out Caller caller)
    {
        var roles = token.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value);
        var known = roles.Select(name => EnumText.TryParse<Role>(name, out var role) ? role : default);
        caller = new(token.Subject, [.. known.Where(role => role != default)]);
        if (token.Subject is not { Length: > 0 and <= MaxSubjectLength } subject) return false;
        if (!FieldFaults.IsCleanText(subject)) return false;
        if (!token.TryGetPayloadValue<object>("account", out var claimed)) return true;
        if (!AccountId.TryParse(claimed as string, out var account)) return false;

        caller = caller with { Account = account };
        return true;
    }
}

/// <summary>The authority that signs tokens does not answer, so nobody can be let in for now.</summary>
public sealed class AuthorityDownException(Exception cause)
    : FaultException("The token authority does not answer.", cause)
{
    public override int RetryAfterSeconds => 5;
}
