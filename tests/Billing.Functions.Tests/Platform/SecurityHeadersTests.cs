using System.Net;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Platform;

public sealed class SecurityHeadersTests(Azurite azurite) : IAsyncLifetime
{
    private Func<HttpRequest, IActionResult> _run = _ => new OkObjectResult(new { });
    private WebEdge _edge = null!;

    public async ValueTask InitializeAsync() => _edge = await WebEdge.Start(
        azurite,
        [
            new("Try", "POST", "/api/v1/try", [], request => Task.FromResult(_run(request))),
            new("Manage", "GET", "/api/v1/accounts/{account}/manage", [Role.Admin], _ =>
                throw new InvalidOperationException()),
        ]);

    public ValueTask DisposeAsync() => _edge.DisposeAsync();

    [Theory]
    [InlineData("POST", "/api/v1/try", 200)]
    [InlineData("GET", "/api/v1/accounts/a/manage", 401)]
    [InlineData("GET", "/api/v1/accounts/_a/manage", 401)]
    public async Task Every_answer_has_them(string method, string path, int status)
    {
        using var answer = await _edge.Send(method, path, token: null, method == "POST" ? "{}" : null);

        Assert.Equal(status, (int)answer.StatusCode);
        HasAll(answer);
    }

    [Fact]
    public async Task A_failure_and_a_file_have_them()
    {
        _run = _ => throw new InvalidOperationException();
        using var failed = await _edge.Send("POST", "/api/v1/try", null, "{}");
        _run = _ => new StreamedFile(
            "application/pdf", "a.pdf", (stream, stop) => stream.WriteAsync("x"u8.ToArray(), stop).AsTask());
        using var file = await _edge.Send("POST", "/api/v1/try", null, "{}");

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Equal("x", await file.Content.ReadAsStringAsync());
        HasAll(failed);
        HasAll(file);
    }

    [Fact]
    public async Task What_a_function_says_itself_stands()
    {
        _run = request =>
        {
            request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
            request.HttpContext.Response.Headers.CacheControl = "public";
            return new OkResult();
        };
        using var answer = await _edge.Send("POST", "/api/v1/try", null, "{}");

        Assert.Equal("default-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("public", $"{answer.Headers.CacheControl}");
    }

    private static void HasAll(HttpResponseMessage answer)
    {
        Assert.Equal("nosniff", Value("X-Content-Type-Options"));
        Assert.Equal("no-store", Value("Cache-Control"));
        Assert.Equal(SecurityHeaders.NoContent, Value("Content-Security-Policy"));
        Assert.Equal("no-referrer", Value("Referrer-Policy"));
        Assert.Equal("DENY", Value("X-Frame-Options"));
        Assert.StartsWith("max-age=", Value("Strict-Transport-Security"), StringComparison.Ordinal);
        Assert.Equal("same-origin", Value("Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Value("Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));

        string Value(string name) => Assert.Single(answer.Headers.GetValues(name));
    }
}
