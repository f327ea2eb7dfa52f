using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Platform;

public sealed class AccessGateTokensTests(Azurite azurite) : IAsyncLifetime
{
    private WebEdge _edge = null!;

    public async ValueTask InitializeAsync() => _edge = await WebEdge.Start(
        azurite,
        [new("Manage", "GET", "/api/v1/manage", [Role.Admin], _ =>
            Task.FromResult<IActionResult>(new OkObjectResult(new { })))],
        limits: "1 per hour, burst 3");

    public ValueTask DisposeAsync() => _edge.DisposeAsync();

    [Fact]
    public async Task After_too_many_bad_tokens_an_address_waits_with_bad_ones_and_its_good_ones_pass()
    {
        for (var i = 0; i < 3; i++) Assert.Equal(401, await Ask("nonsense", "203.0.113.9"));

        Assert.Equal(429, await Ask("nonsense", "203.0.113.9"));
        Assert.Equal(200, await Ask(_edge.Issuer.Staff("admin"), "203.0.113.9"));
        Assert.Equal(401, await Ask("nonsense", "203.0.113.10"));
    }

    [Fact]
    public async Task A_token_that_may_not_and_a_missing_one_are_not_counted()
    {
        for (var i = 0; i < 9; i++) Assert.Equal(401, await Ask(null, "203.0.113.9"));
        for (var i = 0; i < 3; i++) Assert.Equal(403, await Ask(_edge.Issuer.Staff("sales"), "203.0.113.9"));

        Assert.Equal(401, await Ask("nonsense", "203.0.113.9"));
    }

    private async Task<int> Ask(string? token, string address)
    {
        using var answer = await _edge.Send("GET", "/api/v1/manage", token, change: request =>
            request.Headers.Add("X-Forwarded-For", address));
        return (int)answer.StatusCode;
    }
}
