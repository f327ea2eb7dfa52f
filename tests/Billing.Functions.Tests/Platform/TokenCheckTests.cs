using System.Text;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Functions.Tests.Platform;

public sealed class TokenCheckTests : IDisposable
{
    private readonly TokenIssuer _issuer = new();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task A_good_token_names_its_caller()
    {
        var caller = await Accepted(_issuer.Token(TokenIssuer.Claims(["customer", "finance", "emperor"], "acme")));

        Assert.Equal("user-1", caller.Subject);
        Assert.Equal([Role.Customer, Role.Finance], caller.Roles.Order());
        Assert.Equal(AccountId.Parse("acme"), caller.Account);
    }

    [Fact]
    public async Task One_role_may_be_a_plain_string()
    {
        var claims = new Dictionary<string, object> { ["sub"] = "user-1", ["roles"] = "admin" };

        Assert.Equal([Role.Admin], (await Accepted(_issuer.Token(claims))).Roles);
    }

    [Fact]
    public async Task Elliptic_curve_signatures_are_believed_too() => await Accepted(_issuer.Token(
        TokenIssuer.Claims(["admin"]), new SigningCredentials(_issuer.Ec, SecurityAlgorithms.EcdsaSha256)));

    [Theory]
    [InlineData(null, TokenRefusal.Missing)]
    [InlineData("", TokenRefusal.Missing)]
    [InlineData("Bearer", TokenRefusal.Invalid)]
    [InlineData("Bearer ", TokenRefusal.Invalid)]
    [InlineData("Basic dXNlcjpwYXNz", TokenRefusal.Invalid)]
    [InlineData("Bearer garbage", TokenRefusal.Invalid)]
    [InlineData("Bearer a.b.c", TokenRefusal.Invalid)]
    [InlineData("Bearer a.b.c.d.e", TokenRefusal.Invalid)]
    [InlineData("Bearer \0\0\0", TokenRefusal.Invalid)]
    public async Task What_is_no_token_is_refused(string? header, TokenRefusal expected) =>
        Assert.Equal(expected, await Refused(header));

    [Fact]
    public async Task An_endless_token_is_refused() =>
        Assert.Equal(TokenRefusal.Invalid, await Refused("Bearer " + new string('a', 10_000)));

    [Fact]
    public async Task Lifetime_is_checked_with_a_minute_of_tolerance()
    {
        var expired = _issuer.Token(TokenIssuer.Claims(["admin"]), expiresIn: TimeSpan.FromMinutes(-2));
        var late = _issuer.Token(TokenIssuer.Claims(["admin"]), expiresIn: TimeSpan.FromSeconds(-30));
        var early = _issuer.Token(TokenIssuer.Claims(["admin"]), startsIn: TimeSpan.FromMinutes(2));

        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {expired}"));
        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {early}"));
        await Accepted(late);
    }

    [Fact]
    public async Task A_token_that_was_good_ends()
    {
        var token = _issuer.Token(TokenIssuer.Claims(["admin"]), expiresIn: TimeSpan.FromMinutes(10));
        await Accepted(token);
        _clock.Advance(TimeSpan.FromMinutes(12));

        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {token}"));
    }

    [Fact]
    public async Task Another_audience_or_issuer_is_refused()
    {
        var audience = _issuer.Token(TokenIssuer.Claims(["admin"]), audience: "other");
        var issuer = _issuer.Token(TokenIssuer.Claims(["admin"]), issuer: "https://evil.test");

        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {audience}"));
        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {issuer}"));
    }

    [Fact]
    public async Task Forged_signatures_are_refused()
    {
        using var forger = new TokenIssuer();
        var parts = _issuer.Staff("admin").Split('.');
        var payload = parts[1][..^2] + (parts[1][^2] == 'A' ? "B" : "A") + parts[1][^1];

        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {forger.Staff("admin")}"));
        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {parts[0]}.{payload}.{parts[2]}"));
        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {parts[0]}.{parts[1]}."));
    }

    [Fact]
    public async Task Other_algorithms_are_refused_even_with_the_right_key()
    {
        var none = Unsigned("""{"alg":"none","typ":"JWT"}""");
        var publicKeyAsSecret =
            new SymmetricSecurityKey(_issuer.Rsa.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = "rsa" };
        var symmetric = _issuer.Token(
            TokenIssuer.Claims(["admin"]), new SigningCredentials(publicKeyAsSecret, SecurityAlgorithms.HmacSha256));
        var pss = _issuer.Token(
            TokenIssuer.Claims(["admin"]), new SigningCredentials(_issuer.Rsa, SecurityAlgorithms.RsaSsaPssSha256));

        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {none}"));
        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {symmetric}"));
        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {pss}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData(null)]
    public async Task A_token_without_a_clean_subject_is_refused(string? subject) =>
        Assert.Equal(
            TokenRefusal.Invalid,
            await Refused($"Bearer {_issuer.Token(TokenIssuer.Claims(["customer"], "acme", subject))}"));

    [Theory]
    [InlineData("../other")]
    [InlineData("_unidentified")]
    [InlineData("")]
    public async Task A_malformed_account_is_refused(string account) =>
        Assert.Equal(TokenRefusal.Invalid, await Refused($"Bearer {_issuer.Customer(account)}"));

    [Fact]
    public async Task A_rotated_key_is_fetched_once_more()
    {
        _issuer.IsRotated = true;
        await Accepted(_issuer.Staff("admin"));

        Assert.Equal(1, _issuer.Refreshes);
    }

    [Fact]
    public async Task When_the_authority_is_down_it_is_a_fault_and_not_the_callers()
    {
        _issuer.Down = new InvalidOperationException("IDX20803");

        await Assert.ThrowsAsync<AuthorityDownException>(() => Refused($"Bearer {_issuer.Staff("admin")}"));
    }

    private static string Unsigned(string header)
    {
        var until = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        var payload =
            $$"""{"iss":"{{TokenIssuer.Issuer}}","aud":"billing","sub":"u","roles":["admin"],"exp":{{until}}}""";
        return $"{Encode(header)}.{Encode(payload)}.";

        static string Encode(string text) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(text));
    }

    private async Task<Caller> Accepted(string token)
    {
        Assert.True((await Check($"Bearer {token}")).IsAccepted(out var caller, out _));
        return caller;
    }

    private async Task<TokenRefusal> Refused(string? header)
    {
        Assert.False((await Check(header)).IsAccepted(out _, out var refusal));
        return refusal;
    }

    private Task<Outcome<Caller, TokenRefusal>> Check(string? header) =>
        new TokenCheck(new(new(TokenIssuer.Issuer), TokenIssuer.Audience), _issuer, _clock).Check(header, default);
}
