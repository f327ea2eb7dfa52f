using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.LocalHost.Startup;
using Billing.LocalHost.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Tests.Http;

public sealed class HttpFunctionsTests(Azurite azurite)
{
    [Fact]
    public async Task Route_values_context_and_one_scope_reach_the_function()
    {
        await using var host = await StartAsync();

        var answer = await host.Http.GetFromJsonAsync<JsonElement>("/api/things/7/lamp");

        Assert.Equal(
            """{"id":7,"name":"lamp","same":true,"oneScope":true,"bound":"7","""
            + """
            "function":"ReadThing","entryPoint":"Billing.LocalHost.Tests.Http.Echo.Read","canStop":true}
            """,
            answer.GetRawText());
    }

    [Theory]
    [InlineData("GET", "/api/things/7", 200)]
    [InlineData("GET", "/api/THINGS/7", 200)]
    [InlineData("PUT", "/api/things/7", 201)]
    [InlineData("POST", "/api/things/7", 201)]
    [InlineData("DELETE", "/api/things/7", 405)]
    [InlineData("GET", "/api/things/seven", 404)]
    [InlineData("GET", "/things/7", 404)]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("PATCH", "/api/PlainName", 200)]
    [InlineData("GET", "/api/by-guid/0193c5a2-0000-7000-8000-000000000001", 200)]
    [InlineData("GET", "/api/by-guid/none", 400)]
    public async Task Method_and_path_decide(string method, string path, int status)
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_prefix_comes_from_host_json()
    {
        var options = new TestHostOptions(azurite.ConnectionString)
        {
            HostJson = """{"extensions":{"http":{"routePrefix":"v9"}}}""",
            Configure = builder => builder.Services.AddScoped<Echo.Scoped>(),
        };
        await using var host = await TestHost.StartAsync(options, typeof(Echo));

        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/v9/things/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("/api/things/1")).StatusCode);
    }

    [Fact]
    public async Task A_large_body_reaches_the_function()
    {
        await using var host = await StartAsync();
        const int size = 40 * 1024 * 1024;

        using var answer = await host.Http.PutAsync("/api/things/5", new StringContent(new string('x', size)));

        Assert.Equal($"5:{size}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Two_functions_on_one_route_do_not_start()
    {
        var options = new TestHostOptions(azurite.ConnectionString);

        var refusal = await Assert.ThrowsAsync<StartupRefusedException>(
            () => TestHost.StartAsync(options, typeof(OneOfTwo), typeof(OtherOfTwo)));

        Assert.Contains(nameof(OneOfTwo), refusal.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(OtherOfTwo), refusal.Message, StringComparison.Ordinal);
    }

    private Task<TestHost> StartAsync()
    {
        var options = new TestHostOptions(azurite.ConnectionString)
        {
            Configure = builder => builder.Services.AddScoped<Echo.Scoped>(),
        };
        return TestHost.StartAsync(options, typeof(Echo));
    }
}

public sealed class OneOfTwo
{
    [Function(nameof(OneOfTwo))]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "same/{a}")] HttpRequest request) => new OkResult();
}

public sealed class OtherOfTwo
{
    [Function(nameof(OtherOfTwo))]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "same/{a}")] HttpRequest request) =>
        new OkResult();
}
