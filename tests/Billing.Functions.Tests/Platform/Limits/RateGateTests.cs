using System.Net;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Platform.Limits;

public sealed class RateGateTests(Azurite azurite) : IAsyncLifetime
{
    private const string Thing = "/api/v1/accounts/own/thing";

    private WebEdge _edge = null!;
    private int _runs;

    public async ValueTask InitializeAsync() => _edge = await WebEdge.Start(
        azurite,
        [
            Function("ShowThing", "GET", "/api/v1/accounts/{account}/thing", Role.Customer, Role.Finance),
            Function("PutThing", "PUT", "/api/v1/accounts/{account}/thing", Role.Customer),
            Function("Receive", "POST", "/api/v1/webhooks"),
        ],
        limits: "1 per hour, burst 3");

    public ValueTask DisposeAsync() => _edge.DisposeAsync();

    [Fact]
    public async Task Beyond_the_limit_the_answer_is_to_come_again_and_the_function_does_not_run()
    {
        var token = _edge.Issuer.Customer("own");
        for (var left = 2; left >= 0; left--)
        {
            using var taken = await _edge.Send("GET", Thing, token);
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
            Assert.Equal("\"reading\";q=3;w=10800", Assert.Single(taken.Headers.GetValues("RateLimit-Policy")));
            Assert.StartsWith($"\"reading\";r={left};t=", Assert.Single(taken.Headers.GetValues("RateLimit")));
        }

        using var refused = await _edge.Send("GET", Thing, token);
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("rate_limited", $"{problem["code"]}");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
        Assert.Equal(3, _runs);
    }

    [Fact]
    public async Task An_account_has_one_allowance_whoever_speaks_for_it_and_another_has_its_own()
    {
        for (var i = 0; i < 3; i++) await Status("GET", Thing, _edge.Issuer.Customer("own"));

        Assert.Equal(429, await Status("GET", Thing, _edge.Issuer.Customer("own")));
        Assert.Equal(200, await Status("GET", Thing, _edge.Issuer.Staff("finance")));
        Assert.Equal(200, await Status("GET", Thing.Replace("own", "two"), _edge.Issuer.Customer("two")));
    }

    [Fact]
    public async Task What_access_refuses_takes_nothing_from_the_account_it_names()
    {
        for (var i = 0; i < 9; i++) await Status("GET", Thing, _edge.Issuer.Customer("stranger"));

        Assert.Equal(200, await Status("GET", Thing, _edge.Issuer.Customer("own")));
    }

    [Fact]
    public async Task Reading_and_writing_are_counted_apart()
    {
        for (var i = 0; i < 4; i++) await Status("GET", Thing, _edge.Issuer.Customer("own"));

        Assert.Equal(200, await Status("PUT", Thing, _edge.Issuer.Customer("own")));
    }

    [Fact]
    public async Task Nobody_knows_who_sends_notices_so_the_address_counts_that_our_own_proxy_saw()
    {
        for (var i = 0; i < 3; i++) Assert.Equal(200, await Notify($"198.51.100.{i}, 203.0.113.9"));

        Assert.Equal(429, await Notify("198.51.100.99, 203.0.113.9"));
        Assert.Equal(200, await Notify("203.0.113.9, 198.51.100.1"));
    }

    private async Task<int> Notify(string forwardedFor)
    {
        using var answer = await _edge.Send("POST", "/api/v1/webhooks", token: null, "{}", request =>
            request.Headers.Add("X-Forwarded-For", forwardedFor));
        return (int)answer.StatusCode;
    }

    private async Task<int> Status(string method, string path, string token)
    {
        using var answer = await _edge.Send(method, path, token);
        return (int)answer.StatusCode;
    }

    private EdgeFunction Function(string name, string method, string route, params Role[] roles) =>
        new(name, method, route, roles, _ =>
        {
            Interlocked.Increment(ref _runs);
            return Task.FromResult<IActionResult>(new OkObjectResult(new { }));
        });
}
