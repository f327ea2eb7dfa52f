using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Support;
using Billing.LocalHost.Demo;

namespace Billing.EndToEnd.Tests;

/// <summary>Contacting sales, and what sales does about it, over HTTP against the running app.</summary>
public sealed class PlanRequestTests
{
    private const string Asker = "wants-a-plan";
    private const int MaxPerDay = 3;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_asks_and_sales_takes_it_to_its_end()
    {
        var settings = new Dictionary<string, string> { ["Plans__RequestsPerDay"] = $"{MaxPerDay}" };
        await using var host = await RunningHost.Start(Stop, settings);
        var customer = await host.Api.Token(Asker, "customer", Asker, Stop);
        var sales = await host.Api.Token("sam", "sales", null, Stop);

        var made = await host.Api.Post($"accounts/{Asker}/plan-requests", customer, Body(), "ask-1", Stop);
        var id = made!["id"]!.GetValue<string>();
        await AnswersAgain(host, customer, id);
        await TakesNoMoreThanTheDaysShare(host, customer);
        await RefusesTheWrongCaller(host, customer, sales, id);

        var news = await host.Api.Get("plan-requests?status=new", sales, Stop);
        Assert.Equal(MaxPerDay, news!["items"]!.AsArray().Count);
        using var step = await Change(host, sales, id, """{"status":"contacted","owner":"sam","note":"Called."}""");
        Assert.Equal(HttpStatusCode.OK, step.StatusCode);
        using var wrong = await Change(host, sales, id, """{"status":"won"}""");
        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        var mine = (await host.Api.Get("plan-requests?owner=sam", sales, Stop))!["items"]!.AsArray();
        Assert.Equal(id, Assert.Single(mine)!["id"]!.GetValue<string>());
        var story = await host.Api.Get($"plan-requests/{id}", sales, Stop);
        Assert.Equal("sam", story!["notes"]![0]!["by"]!.GetValue<string>());
        Assert.NotNull(story["request"]!["firstResponseAt"]);
        await IsTold(host, customer);
    }

    private static async Task AnswersAgain(RunningHost host, string customer, string id)
    {
        using var again = await Send(host, customer, Body(), "ask-1");

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Hit")));
        Assert.Equal(id, (await again.Content.ReadFromJsonAsync<JsonNode>(Stop))!["id"]!.GetValue<string>());
    }

    private static async Task TakesNoMoreThanTheDaysShare(RunningHost host, string customer)
    {
        for (var i = 2; i <= MaxPerDay; i++)
        {
            using var taken = await Send(host, customer, Body(), $"ask-{i}");
            Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        }

        using var refused = await Send(host, customer, Body(), "ask-last");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalHours, 23, 24);
    }

    private static async Task RefusesTheWrongCaller(RunningHost host, string customer, string sales, string id)
    {
        var other = await host.Api.Token("other", "customer", "other", Stop);
        using var stranger = await Send(host, other, Body(), "ask-1");
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using var staff = await Send(host, sales, Body(), "ask-1");
        Assert.Equal(HttpStatusCode.Forbidden, staff.StatusCode);
        using var curious = await Change(host, customer, id, """{"status":"won"}""");
        Assert.Equal(HttpStatusCode.Forbidden, curious.StatusCode);
        var faulty = Body();
        faulty["contact"]!["email"] = "nowhere";
        using var wrong = await Send(host, customer, faulty, "ask-wrong");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("contact.email", await wrong.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    /// <summary>Each request once, through outbox, bus and consumer.</summary>
    private static Task IsTold(RunningHost host, string customer) =>
        DemoStory.Until("the notices", TimeSpan.FromSeconds(30), async () =>
        {
            var notices = (await host.Api.Get($"accounts/{Asker}/notices", customer, Stop))!["items"]!.AsArray();
            Assert.InRange(notices.Count, 0, MaxPerDay);
            return notices.Count(notice => notice!["kind"]!.GetValue<string>() == "plan-request") == MaxPerDay;
        }, Stop);

    private static JsonObject Body() => new()
    {
        ["services"] = new JsonArray("ai-inference"),
        ["message"] = "What would a year cost?\nWe train every night.",
        ["contact"] = new JsonObject { ["name"] = "An", ["email"] = "an@example.com" },
    };

    private static async Task<HttpResponseMessage> Send(RunningHost host, string token, JsonObject body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/accounts/{Asker}/plan-requests");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(body);
        return await host.Http.SendAsync(request, Stop);
    }

    private static async Task<HttpResponseMessage> Change(RunningHost host, string token, string id, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"api/v1/plan-requests/{id}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await host.Http.SendAsync(request, Stop);
    }
}
