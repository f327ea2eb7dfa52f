using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Support;

namespace Billing.EndToEnd.Tests.Management;

/// <summary>What a caller was answered: JSON, or the bytes of a file.</summary>
public sealed record PageAnswer(int Status, string MediaType, byte[] Bytes)
{
    public JsonNode Body => JsonNode.Parse(Bytes)!;

    public JsonArray Items => Body["items"]!.AsArray();

    public override string ToString() => $"{Status} {MediaType} {Encoding.UTF8.GetString(Bytes)}";
}

/// <summary>One caller of the running app with its token.</summary>
public sealed class PageCaller(RunningHost host, string token)
{
    public string Token => token;

    /// <summary>A success, or the test fails with the answer.</summary>
    public async Task<PageAnswer> Get(string route, CancellationToken stop)
    {
        var answer = await Send(HttpMethod.Get, route, null, null, stop);
        Assert.True(answer.Status == 200, $"{route}: {answer}");
        return answer;
    }

    public async Task<PageAnswer> Do(HttpMethod method, string route, string? body, CancellationToken stop)
    {
        var answer = await Send(method, route, body, $"{Ulid.NewUlid()}", stop);
        Assert.True(answer.Status is 200 or 201 or 202, $"{method} {route}: {answer}");
        return answer;
    }

    /// <summary>Asks until it is so; money reaches history, documents and notices within seconds.</summary>
    public async Task<PageAnswer> Until(string route, Func<PageAnswer, bool> holds, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            var seen = await Get(route, stop);
            if (holds(seen)) return seen;
            Assert.True(tries < 150, $"{route}: {seen}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
        }
    }

    public async Task<PageAnswer> Send(
        HttpMethod method, string route, string? body, string? key, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, new Uri($"api/v1/{route}", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await host.Http.SendAsync(request, stop);
        return new(
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType ?? "",
            await answer.Content.ReadAsByteArrayAsync(stop));
    }
}

/// <summary>One running app, and the people who use the Billing Management page.</summary>
public sealed class PageHost : IAsyncLifetime
{
    public RunningHost App { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        App = await RunningHost.Start(TestContext.Current.CancellationToken, isDescribed: true);

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <param name="account">That of a customer; null for staff and services.</param>
    public async Task<PageCaller> As(string role, CancellationToken stop, string? account = null) =>
        new(App, await App.Api.Token(account ?? role, role, account, stop));
}
