using System.Net.Http.Headers;
using System.Text.Json;
using Billing.LocalHost.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Tests.Http;

public sealed class HttpCallTests(Azurite azurite)
{
    private static readonly string[] Leaks = ["secret", "Exception", " at ", ".cs"];

    [Theory]
    [InlineData("json", 202, "application/json", """{"someName":1}""")]
    [InlineData("object", 203, "application/json", """{"someName":1}""")]
    [InlineData("problem", 422, "application/problem+json", """{"title":"No","status":422}""")]
    [InlineData("none", 204, null, "")]
    [InlineData("else", 404, null, "")]
    public async Task Results_are_written_as_ASP_NET_Core_writes_them(
        string kind, int status, string? mediaType, string body)
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.GetAsync($"/api/results/{kind}");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_stream_is_a_download_and_a_redirect_redirects()
    {
        await using var host = await StartAsync();
        using var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        using var stream = await host.Http.GetAsync("/api/results/stream");
        using var redirect = await plain.GetAsync(new Uri(host.Http.BaseAddress!, "/api/results/redirect"));

        Assert.Equal([1, 2, 3], await stream.Content.ReadAsByteArrayAsync());
        Assert.Equal("a.pdf", stream.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal((302, "https://example.org/"), ((int)redirect.StatusCode, redirect.Headers.Location?.ToString()));
    }

    [Theory]
    [InlineData("boom")]
    [InlineData("late")]
    public async Task A_failure_is_a_problem_without_inner_details(string kind)
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.GetAsync($"/api/results/{kind}");
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Equal(new MediaTypeHeaderValue("application/problem+json"), answer.Content.Headers.ContentType);
        Assert.Equal(500, JsonDocument.Parse(body).RootElement.GetProperty("status").GetInt32());
        Assert.All(Leaks, leak => Assert.DoesNotContain(leak, body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_apps_own_JSON_options_count()
    {
        var options = new TestHostOptions(azurite.ConnectionString)
        {
            Configure = builder => builder.Services.AddMvcCore().AddJsonOptions(json =>
                json.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower),
        };
        await using var host = await TestHost.StartAsync(options, typeof(EachResult));

        Assert.Equal("""{"some_name":1}""", await host.Http.GetStringAsync("/api/results/object"));
    }

    private Task<TestHost> StartAsync() =>
        TestHost.StartAsync(new TestHostOptions(azurite.ConnectionString), typeof(EachResult));
}
