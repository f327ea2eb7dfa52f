using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.Plans;

/// <summary>A plan from its draft to its end, over HTTP against the running app.</summary>
public sealed class PlanOfferTests(PlanHost host) : IClassFixture<PlanHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_is_offered_confirmed_used_paused_resumed_and_cancelled()
    {
        const string Account = "plan-story";
        var customer = await host.Customer(Account, Stop);
        var plan = await host.Offer(Account, PlanHost.Brief, Stop);
        var route = $"accounts/{Account}/plans/{plan}";

        var offer = await host.Get(route, customer, Stop);
        Assert.Equal(("sent", "offer"), (offer.Text("status"), offer.Text("shownStatus")));
        var version = offer.Body!["offer"]!["version"]!.GetValue<int>();
        var yes = $$"""{"version":{{version}},"acceptTerms":true}""";
        Assert.Equal("active", (await host.Post($"{route}/confirm", customer, yes, Stop)).Text("status"));

        await Use(Account, "gpu", "5");
        await Use(Account, "api", "3");
        var used = await Until(route, customer, it => it["used"]!["amount"]!.GetValue<string>() == "8");
        Assert.Equal("92", used["remaining"]!["amount"]!.GetValue<string>());
        Assert.Equal("55", used["quotas"]![0]!["remaining"]!["amount"]!.GetValue<string>());
        Assert.Equal(["api 3", "gpu 5"], Services(used["spend"]!["services"]!));
        var spend = await host.Get($"{route}/spend", customer, Stop);
        Assert.Equal(["api 3", "gpu 5"], Services(spend.Body!["services"]!));
        Assert.Equal(2, spend.Body["items"]!.AsArray().Sum(day => day!["charges"]!.GetValue<int>()));

        Assert.Equal("paused", (await host.Post($"{route}/pause", customer, null, Stop)).Text("status"));
        Assert.Equal("active", (await host.Post($"{route}/resume", customer, null, Stop)).Text("status"));
        const string Reason = """{"reason":"The customer moved on."}""";
        Assert.Equal("only_by_sales", (await host.Post($"{route}/cancel", customer, Reason, Stop)).Code);
        var over = await host.Post($"{route}/cancel", host.Sales, Reason, Stop);
        Assert.Equal(("cancelled", "expired"), (over.Text("status"), over.Text("shownStatus")));
    }

    [Fact]
    public async Task Confirmations_at_once_are_one_and_a_replayed_request_is_answered_as_before()
    {
        const string Account = "plan-race";
        var customer = await host.Customer(Account, Stop);
        var plan = await host.Offer(Account, PlanHost.Brief, Stop);
        var route = $"accounts/{Account}/plans/{plan}/confirm";
        const string Yes = """{"version":1,"acceptTerms":true}""";

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => host.Post(route, customer, Yes, Stop, $"confirm-{i}")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        var seen = await host.Get($"accounts/{Account}/plans/{plan}", customer, Stop);
        Assert.Single(seen.Body!["confirmations"]!.AsArray());
        var balance = await host.Get($"accounts/{Account}/balance", customer, Stop);
        Assert.Single(balance.Body!["plans"]!.AsArray());
        Assert.True((await host.Post(route, customer, Yes, Stop, "confirm-0")).IsRepeat);
        var other = await host.Post(route, customer, """{"version":2,"acceptTerms":true}""", Stop, "confirm-0");
        Assert.Equal("idempotency_mismatch", other.Code);
        var draft = $$"""{"terms":{{PlanHost.Brief}}}""";
        var first = await host.Post($"accounts/{Account}/plans", host.Sales, draft, Stop, "draft");
        var second = await host.Post($"accounts/{Account}/plans", host.Sales, draft, Stop, "draft");
        Assert.Equal((first.Text("planId"), true), (second.Text("planId"), second.IsRepeat));
    }

    [Fact]
    public async Task An_edit_names_the_version_that_it_edits()
    {
        const string Account = "plan-edit";
        var customer = await host.Customer(Account, Stop);
        var route = $"accounts/{Account}/plans/{await host.Offer(Account, PlanHost.Brief, Stop)}";
        var edited = $$"""{"terms":{{PlanHost.Brief.Replace("Two minutes", "Edited", StringComparison.Ordinal)}}}""";

        var put = await host.Send(HttpMethod.Put, route, host.Sales, edited, null, Stop, "\"1\"");
        Assert.Equal(("draft", 2), (put.Text("status"), put.Body!["version"]!.GetValue<int>()));
        Assert.Equal(404, (await host.Get(route, customer, Stop)).Status);
        var late = PlanHost.Brief.Replace("Two minutes", "Late", StringComparison.Ordinal);
        var lost = await host.Send(
            HttpMethod.Put, route, host.Sales, $$"""{"terms":{{late}}}""", null, Stop, "\"1\"");
        Assert.Equal((412, "changed_meanwhile"), (lost.Status, lost.Code));
    }

    [Fact]
    public async Task Each_caller_may_do_what_is_theirs()
    {
        const string Account = "plan-roles";
        var customer = await host.Customer(Account, Stop);
        var stranger = await host.Customer("plan-stranger", Stop);
        var plan = await host.Offer(Account, PlanHost.Brief, Stop);
        var plans = $"accounts/{Account}/plans";
        var service = await host.App.Api.Token("meter", "service", null, Stop);

        Assert.Equal(403, (await host.Post(plans, customer, "{}", Stop)).Status);
        foreach (var verb in (string[])["send"])
            Assert.Equal(403, (await host.Post($"{plans}/{plan}/{verb}", customer, "{}", Stop)).Status);
        foreach (var verb in (string[])["confirm", "decline"])
            Assert.Equal(403, (await host.Post($"{plans}/{plan}/{verb}", host.Sales, "{}", Stop)).Status);
        string[] verbs = ["send", "confirm", "decline", "pause", "resume", "changes", "renew", "cancel"];
        foreach (var verb in verbs)
            Assert.Equal(403, (await host.Post($"{plans}/{plan}/{verb}", service, "{}", Stop)).Status);
        foreach (var verb in verbs[1..])
            Assert.Equal(404, (await host.Post($"{plans}/{plan}/{verb}", stranger, "{}", Stop)).Status);
        Assert.Equal(404, (await host.Get($"{plans}/{plan}", stranger, Stop)).Status);
        Assert.Equal(404, (await host.Get($"accounts/plan-stranger/plans/{plan}", stranger, Stop)).Status);
    }

    private async Task Use(string account, string service, string quantity)
    {
        var admin = await host.App.Api.Token("admin", "admin", null, Stop);
        var version = new JsonObject
        {
            ["validFrom"] = "2026-01-01T00:00:00Z", ["description"] = "{quantity} hours",
            ["prices"] = new JsonArray(new JsonObject { ["model"] = "perUnit", ["price"] = "1", ["per"] = "1" }),
        };
        await host.App.Api.Post($"rate-cards/{service}/hours/USD/versions", admin, version, $"price-{service}", Stop);
        var used = new JsonArray(new JsonObject
        {
            ["specversion"] = "1.0", ["id"] = $"{account}-{service}", ["source"] = "plan-tests", ["type"] = "ai.usage",
            ["subject"] = account,
            ["time"] = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["data"] = new JsonObject { ["service"] = service, ["meter"] = "hours", ["quantity"] = quantity },
        });
        var token = await host.App.Api.Token("meter", "service", null, Stop);
        await host.App.Api.ReportUsage(Encoding.UTF8.GetBytes(used.ToJsonString()), token, Stop);
    }

    private async Task<JsonNode> Until(string route, string token, Func<JsonNode, bool> holds)
    {
        for (var tries = 1; ; tries++)
        {
            var seen = (await host.Get(route, token, Stop)).Body!;
            if (holds(seen)) return seen;
            Assert.True(tries < 150, seen.ToJsonString());
            await Task.Delay(TimeSpan.FromMilliseconds(200), Stop);
        }
    }

    private static IEnumerable<string> Services(JsonNode services) =>
        services.AsArray().Select(it => $"{it!["service"]} {it["amount"]!["amount"]}");
}
