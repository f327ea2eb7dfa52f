using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Http;

public sealed class FunctionKeysTests(Azurite azurite)
{
    [Theory]
    [InlineData("function", null, null, 401)]
    [InlineData("function", "wrong", null, 401)]
    [InlineData("function", "f-key", null, 200)]
    [InlineData("function", null, "f-key", 200)]
    [InlineData("function", "a-key", null, 200)]
    [InlineData("admin", null, null, 401)]
    [InlineData("admin", "f-key", null, 401)]
    [InlineData("admin", "a-key", null, 200)]
    [InlineData("admin", null, "a-key", 200)]
    public async Task The_key_opens_its_level(string level, string? header, string? query, int status)
    {
        await using var host = await StartAsync(("LocalHost__FunctionKey", "f-key"), ("LocalHost__AdminKey", "a-key"));

        Assert.Equal(status, await CallAsync(host, level, header, query));
    }

    [Fact]
    public async Task Without_a_key_in_the_settings_nobody_enters()
    {
        await using var host = await StartAsync();

        Assert.Equal(401, await CallAsync(host, "function", "", null));
        Assert.Equal(401, await CallAsync(host, "admin", null, ""));
    }

    private static async Task<int> CallAsync(TestHost host, string level, string? header, string? query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/keys/{level}?code={query}");
        if (header is not null) request.Headers.Add("x-functions-key", header);
        using var answer = await host.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private Task<TestHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var options = new TestHostOptions(azurite.ConnectionString)
        {
            Settings = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value),
        };
        return TestHost.StartAsync(options, typeof(Keys));
    }
}
