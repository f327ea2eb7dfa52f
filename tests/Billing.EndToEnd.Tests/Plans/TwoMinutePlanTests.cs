using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Support;
using Billing.LocalHost.Demo;

namespace Billing.EndToEnd.Tests.Plans;

/// <summary>
/// A plan of seconds on the running app: once it is confirmed nobody touches it, and it goes its way to the end while
/// usage flows.
/// </summary>
public sealed class TwoMinutePlanTests(ITestOutputHelper output)
{
    private const int Seconds = 24;
    private const string Account = "of-two-minutes";

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    [Fact]
    public async Task A_plan_goes_from_offer_to_active_to_pending_renewal_to_expired_by_itself_while_usage_flows()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await RunningHost.Start(
            stop, new Dictionary<string, string> { ["Plans__MinimumSeconds"] = "1" });
        _clock.Restart();
        var (customer, story) = await Story(host.Api, stop);
        var sales = await host.Api.Token("sally", "sales", null, stop);
        var plan = await Offer(host.Api, sales, stop);
        List<string> seen = [await Status(host.Api, customer, plan, stop)];

        var yes = new JsonObject { ["version"] = 1, ["acceptTerms"] = true };
        await host.Api.Post($"{plan}/confirm", customer.Token, yes, "confirm", stop);
        for (var wave = 0; seen[^1] != "expired" && _clock.Elapsed < TimeSpan.FromSeconds(Seconds * 5); wave++)
        {
            await story.ReportUsage(
                customer, UsageTrace.Events(Rows(wave), TimeProvider.System.GetUtcNow()), _ => { }, stop);
            var status = await Status(host.Api, customer, plan, stop);
            if (status != seen[^1]) seen.Add(status);
            await Task.Delay(TimeSpan.FromSeconds(1), stop);
        }

        Assert.Equal(["sent", "active", "pendingRenewal", "expired"], seen);
        var audit = await story.Audit(customer, stop);
        Assert.True(audit!["ok"]!.GetValue<bool>(), audit.ToJsonString());
        var end = await host.Api.Get(plan, customer.Token, stop);
        Assert.NotEqual("0", end!["used"]!["amount"]!.GetValue<string>());
    }

    private async Task<string> Status(BillingClient api, DemoCustomer customer, string plan, CancellationToken stop)
    {
        var shown = (await api.Get(plan, customer.Token, stop))!;
        var status = shown["status"]!.GetValue<string>();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_clock.Elapsed.TotalSeconds,5:0.0} s {status,-15} used {Amount(shown["used"]),-8} "
            + $"left {Amount(shown["remaining"]),-8} seconds left {shown["term"]?["remainingSeconds"]}"));
        return status;
    }

    private static string Amount(JsonNode? money) => money?["amount"]?.GetValue<string>() ?? "-";

    private static async Task<string> Offer(BillingClient api, string sales, CancellationToken stop)
    {
        var terms = JsonNode.Parse(
            $$$"""
            {"name":"Two minutes","services":["{{{DemoPrices.Service}}}"],
             "duration":{"unit":"second","count":{{{Seconds}}}},"amount":{"amount":"100000","currency":"VND"},
             "payment":{"structure":"postpaid","ways":["online"]}}
            """);
        var draft = await api.Post(
            $"accounts/{Account}/plans", sales, new JsonObject { ["terms"] = terms }, "draft", stop);
        var plan = $"accounts/{Account}/plans/{draft!["planId"]!.GetValue<string>()}";
        await api.Post($"{plan}/send", sales, new JsonObject(), "send", stop);
        return plan;
    }

    private static async Task<(DemoCustomer Customer, DemoStory Story)> Story(BillingClient api, CancellationToken stop)
    {
        var story = new DemoStory(
            api,
            await api.Token("admin", "admin", null, stop),
            await api.Token("service", "service", null, stop),
            await api.Token("finance", "finance", null, stop),
            _ => { });
        var token = await api.Token(Account, "customer", Account, stop);
        var customer = new DemoCustomer(Account, token, "VN", "VND", [], TopUp: null);
        await story.PublishPrices(TimeProvider.System.GetUtcNow().AddDays(-2), stop);
        await story.SaveProfile(customer, stop);
        return (customer, story);
    }

    /// <summary>A few uses of this moment; each wave has its own.</summary>
    private static IReadOnlyList<TraceRow> Rows(int wave) =>
        [.. Enumerable.Range(0, 3).Select(
            i => new TraceRow(DateTimeOffset.UnixEpoch.AddMilliseconds(wave * 1_000 + i), 900 + wave, 90))];
}
