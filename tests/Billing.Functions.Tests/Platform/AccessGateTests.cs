using System.Net;
using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Functions.Tests.Platform;

public sealed class AccessGateTests(Azurite azurite) : IAsyncLifetime
{
    private WebEdge _edge = null!;
    private int _runs;

    public async ValueTask InitializeAsync() => _edge = await WebEdge.Start(
        azurite,
        [
            new("ShowThing", "GET", "/api/v1/accounts/{account}/thing", [Role.Customer, Role.Finance], request =>
            {
                _runs++;
                return Ok(request.Caller().Subject);
            }),
            new("Manage", "GET", "/api/v1/manage", [Role.Admin], request => Ok(request.Caller().Subject)),
            new("Receive", "GET", "/api/v1/webhooks", [], request => Ok(request.EffectId())),
            new("ShowPublic", "GET", "/api/v1/public/{account}", [], _ => Ok("public")),
        ]);

    public ValueTask DisposeAsync() => _edge.DisposeAsync();

    [Fact]
    public async Task A_guarded_function_without_its_request_is_not_run()
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        var access = new AccessTable().Allow("Manage", Role.Admin);
        var gate = new AccessGate(access, tokens: null!, limits: null!);

        await Assert.ThrowsAsync<InvariantException>(
            () => gate.Invoke(new FakeContext("Manage", services, http: null), Run));
        await gate.Invoke(new FakeContext("RateUsage", services, http: null), Run);
        Assert.Equal(1, _runs);

        Task Run(Microsoft.Azure.Functions.Worker.FunctionContext context) => Task.FromResult(_runs++);
    }

    [Theory]
    [InlineData("/api/v1/accounts/own/thing", "customer", HttpStatusCode.OK)]
    [InlineData("/api/v1/accounts/other/thing", "customer", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/accounts/OWN/thing", "customer", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/accounts/_own/thing", "customer", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/accounts/_own/thing", "finance", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/accounts/a%20b/thing", "finance", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/accounts/a%0Ab/thing", "finance", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/accounts/any/thing", "finance", HttpStatusCode.OK)]
    [InlineData("/api/v1/accounts/own/thing", "sales", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/accounts/_own/thing", "sales", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/accounts/own/thing", "", HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/accounts/_own/thing", "", HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/manage", "customer", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/manage", "admin", HttpStatusCode.OK)]
    [InlineData("/api/v1/webhooks", "", HttpStatusCode.OK)]
    [InlineData("/api/v1/public/own", "", HttpStatusCode.OK)]
    [InlineData("/api/v1/public/_own", "", HttpStatusCode.NotFound)]
    public async Task Who_gets_what(string path, string role, HttpStatusCode expected)
    {
        var token = role switch
        {
            "" => null,
            "customer" => _edge.Issuer.Customer("own"),
            _ => _edge.Issuer.Staff(role),
        };
        using var answer = await _edge.Send("GET", path, token);

        Assert.Equal(expected, answer.StatusCode);
        if (expected != HttpStatusCode.OK) await IsProblem(answer);
    }

    [Fact]
    public async Task A_very_long_account_is_not_found()
    {
        using var answer = await _edge.Send(
            "GET", $"/api/v1/accounts/{new string('a', 5_000)}/thing", _edge.Issuer.Staff("finance"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_refused_request_never_reaches_its_function()
    {
        using var anonymous = await _edge.Send("GET", "/api/v1/accounts/own/thing", token: null);
        using var other = await _edge.Send("GET", "/api/v1/accounts/other/thing", _edge.Issuer.Customer("own"));

        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task A_missing_and_a_wrong_token_are_told_apart()
    {
        using var missing = await _edge.Send("GET", "/api/v1/manage", token: null);
        using var wrong = await _edge.Send("GET", "/api/v1/manage", "nonsense");

        Assert.Equal("Bearer", missing.Headers.WwwAuthenticate.ToString());
        Assert.Equal("Bearer error=\"invalid_token\"", wrong.Headers.WwwAuthenticate.ToString());
        Assert.Equal("unauthenticated", await IsProblem(wrong));
    }

    [Fact]
    public async Task An_expired_a_forged_and_an_unsigned_token_are_one_answer()
    {
        using var forger = new TokenIssuer();
        var expired = _edge.Issuer.Token(TokenIssuer.Claims(["admin"]), expiresIn: TimeSpan.FromMinutes(-5));
        var cut = _edge.Issuer.Staff("admin").Split('.') is [var head, var body, _] ? $"{head}.{body}." : "";
        foreach (var token in (string[])[expired, forger.Staff("admin"), cut])
        {
            using var answer = await _edge.Send("GET", "/api/v1/manage", token);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Two_tokens_at_once_are_refused()
    {
        var token = _edge.Issuer.Staff("admin");
        using var answer = await _edge.Send("GET", "/api/v1/manage", token: null, change: request =>
            request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {token}", $"Bearer {token}"]));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task When_the_authority_is_down_the_answer_is_to_try_again()
    {
        var token = _edge.Issuer.Staff("admin");
        _edge.Issuer.Down = new InvalidOperationException("no keys");
        using var answer = await _edge.Send("GET", "/api/v1/manage", token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Other_triggers_pass_without_a_token()
    {
        var ran = false;
        var gate = new AccessGate(new AccessTable(), _edge.Services.GetRequiredService<TokenCheck>(), limits: null!);
        await gate.Invoke(new FakeContext("RateUsage", _edge.Services, http: null), _ =>
        {
            ran = true;
            return Task.CompletedTask;
        });

        Assert.True(ran);
    }

    private static async Task<string?> IsProblem(HttpResponseMessage answer)
    {
        Assert.Equal(Problem.ContentType, answer.Content.Headers.ContentType?.MediaType);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((int)answer.StatusCode, body.GetProperty("status").GetInt32());
        return body.GetProperty("code").GetString();
    }

    private static Task<IActionResult> Ok(string text) =>
        Task.FromResult<IActionResult>(new OkObjectResult(new { text }));
}
