using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Billing.LocalHost.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Billing.LocalHost.Tests.Identity;

public sealed class DevTokensTests(Azurite azurite)
{
    [Fact]
    public async Task A_token_is_valid_by_the_published_key_and_says_what_was_asked()
    {
        await using var host = await StartAsync();

        var result = await ValidateAsync(host, """{"subject":"u-1","roles":["customer","sales"],"account":"a-1"}""");

        Assert.True(result.IsValid, result.Exception?.Message);
        var token = (JsonWebToken)result.SecurityToken;
        Assert.Equal(("u-1", "RS256"), (token.Subject, token.Alg));
        var roles = token.Claims.Where(claim => claim.Type == "roles");
        Assert.Equal(["customer", "sales"], roles.Select(claim => claim.Value));
        Assert.Equal("a-1", token.GetClaim("account").Value);
        Assert.Equal(TimeSpan.FromHours(1), token.ValidTo - token.ValidFrom - TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Without_an_account_there_is_no_such_claim()
    {
        await using var host = await StartAsync();

        var result = await ValidateAsync(host, """{"subject":"u-1","roles":[],"account":null,"expiresIn":60}""");

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.DoesNotContain("account", result.Claims.Keys);
    }

    [Fact]
    public async Task A_token_may_have_expired_already()
    {
        await using var host = await StartAsync();

        var result = await ValidateAsync(host, """{"subject":"u-1","roles":["customer"],"expiresIn":-600}""");

        Assert.IsType<SecurityTokenExpiredException>(result.Exception);
    }

    [Fact]
    public async Task The_discovery_document_leads_to_the_keys()
    {
        await using var host = await StartAsync();
        var issuer = $"{host.Http.BaseAddress}dev";

        var found = await host.Http.GetFromJsonAsync<JsonElement>("/dev/.well-known/openid-configuration");

        Assert.Equal(issuer, found.GetProperty("issuer").GetString());
        Assert.Equal($"{issuer}/jwks", found.GetProperty("jwks_uri").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"subject":"","roles":[]}""")]
    [InlineData("""{"subject":5,"roles":[]}""")]
    [InlineData("""{"subject":"a"}""")]
    [InlineData("""{"subject":"a","roles":"admin"}""")]
    [InlineData("""{"subject":"a","roles":[1]}""")]
    [InlineData("""{"subject":"a","roles":[],"account":7}""")]
    [InlineData("""{"subject":"a","roles":[],"expiresIn":"1"}""")]
    [InlineData("""{"subject":"a","roles":[],"expiresIn":1e12}""")]
    [InlineData("""{"subject":"a","roles":[],"admin":true}""")]
    public async Task A_bad_body_is_refused(string body)
    {
        await using var host = await StartAsync();

        using var answer = await PostAsync(host, body);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_list_of_sandboxes_and_the_start_page_answer()
    {
        await using var host = await StartAsync();

        var list = await host.Http.GetFromJsonAsync<JsonElement>("/dev");

        Assert.Equal(JsonValueKind.Array, list.GetProperty("sandboxes").ValueKind);
        Assert.Contains("href=\"/dev\"", await host.Http.GetStringAsync("/"), StringComparison.Ordinal);
    }

    private static async Task<TokenValidationResult> ValidateAsync(TestHost host, string body)
    {
        using var answer = await PostAsync(host, body);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        var keys = new JsonWebKeySet(await host.Http.GetStringAsync("/dev/jwks"));
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = $"{host.Http.BaseAddress}dev",
            ValidAudience = "billing",
            IssuerSigningKeys = keys.GetSigningKeys(),
        });
    }

    private static Task<HttpResponseMessage> PostAsync(TestHost host, string body) =>
        host.Http.PostAsync("/dev/token", new StringContent(body, Encoding.UTF8, "application/json"));

    private Task<TestHost> StartAsync() => TestHost.StartAsync(new TestHostOptions(azurite.ConnectionString));
}
