using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Support;

namespace Billing.EndToEnd.Tests.Plans;

/// <summary>What was answered.</summary>
/// <param name="IsRepeat">The answer of an earlier request with the same key.</param>
public sealed record PlanAnswer(int Status, JsonNode? Body, bool IsRepeat)
{
    public string? Code => Body?["code"]?.GetValue<string>();

    public string Text(string name) => Body![name]!.GetValue<string>();

    public string[] Faults =>
        [.. Body?["errors"]?.AsArray().Select(it => $"{it!["field"]}:{it["code"]}") ?? []];
}

/// <summary>One running app for all tests of plans; each test has an account of its own.</summary>
public sealed class PlanHost : IAsyncLifetime
{
    /// <summary>Begins with its confirmation, ends by itself after two minutes.</summary>
    public const string Brief = """
        {"name":"Two minutes","services":["gpu","api"],"duration":{"unit":"second","count":120},
         "amount":{"amount":"100","currency":"USD"},"payment":{"structure":"postpaid","ways":["online"]},
         "quotas":[{"service":"gpu","amount":{"amount":"60","currency":"USD"}}]}
        """;

    public RunningHost App { get; private set; } = null!;

    public string Sales { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        App = await RunningHost.Start(TestContext.Current.CancellationToken, isDescribed: true);
        Sales = await App.Api.Token("sally", "sales", null, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>A customer with a billing profile; the token.</summary>
    public async Task<string> Customer(string account, CancellationToken stop)
    {
        var token = await App.Api.Token(account, "customer", account, stop);
        var profile = new JsonObject
        {
            ["type"] = "personal", ["name"] = "Buyer", ["email"] = "buyer@example.com", ["address"] = "1 Street",
            ["country"] = "US", ["currency"] = "USD",
        };
        await App.Api.Put($"accounts/{account}/profile", token, profile, stop);
        return token;
    }

    /// <summary>A plan that was drafted and sent; its id.</summary>
    public async Task<string> Offer(string account, string terms, CancellationToken stop)
    {
        var draft = await Post($"accounts/{account}/plans", Sales, $$"""{"terms":{{terms}}}""", stop);
        Assert.True(draft.Status == 201, draft.Body?.ToJsonString());
        var plan = draft.Text("planId");
        Assert.Equal(200, (await Post($"accounts/{account}/plans/{plan}/send", Sales, "{}", stop)).Status);
        return plan;
    }

    public Task<PlanAnswer> Get(string route, string token, CancellationToken stop) =>
        Send(HttpMethod.Get, route, token, null, null, stop);

    public Task<PlanAnswer> Post(
        string route, string token, string? body, CancellationToken stop, string? key = null) =>
        Send(HttpMethod.Post, route, token, body, key, stop);

    public async Task<PlanAnswer> Send(
        HttpMethod method, string route, string token, string? body, string? key, CancellationToken stop,
        string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"api/v1/{route}", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await App.Http.SendAsync(request, stop);
        var text = await answer.Content.ReadAsStringAsync(stop);
        return new(
            (int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text),
            answer.Headers.Contains("Idempotency-Hit"));
    }
}
