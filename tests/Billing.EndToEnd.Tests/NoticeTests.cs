using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Support;
using Billing.LocalHost.Demo;

namespace Billing.EndToEnd.Tests;

/// <summary>
/// What a ledger raises reaches the account's notices through timer, bus and consumer of the running app.
/// </summary>
public sealed class NoticeTests
{
    [Fact]
    public async Task A_balance_that_falls_below_a_chosen_threshold_is_told_once_within_seconds()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await RunningHost.Start(stop);
        var now = TimeProvider.System.GetUtcNow();
        var (customer, story) = await Story(host.Api, now, stop);
        await story.TopUp(customer, 500_000m, "top-up", stop);
        var threshold = new JsonObject { ["amount"] = "500000", ["currency"] = "VND" };
        await host.Api.Put(
            $"accounts/{customer.Account}/settings", customer.Token,
            new JsonObject { ["lowBalance"] = new JsonArray(threshold) }, stop);

        await story.ReportUsage(customer, UsageTrace.Events(Rows(0), now), _ => { }, stop);
        IReadOnlyList<JsonNode?> items = [];
        await DemoStory.Until("a notice", TimeSpan.FromSeconds(30), async () =>
        {
            items = await Low(host.Api, customer, stop);
            return items.Count > 0;
        }, stop);
        await story.ReportUsage(customer, UsageTrace.Events(Rows(1), now.AddMinutes(-1)), _ => { }, stop);
        await Task.Delay(TimeSpan.FromSeconds(8), stop);

        items = await Low(host.Api, customer, stop);
        var notice = Assert.Single(items)!;
        Assert.Equal("500000", notice["data"]!["threshold"]!.GetValue<string>());
        var audit = await story.Audit(customer, stop);
        Assert.True(audit!["ok"]!.GetValue<bool>(), audit.ToJsonString());
    }

    /// <summary>The payment and its receipt are told beside.</summary>
    private static async Task<IReadOnlyList<JsonNode?>> Low(
        BillingClient api, DemoCustomer customer, CancellationToken stop)
    {
        var page = await api.Get($"accounts/{customer.Account}/notices", customer.Token, stop);
        return [.. page!["items"]!.AsArray().Where(notice => $"{notice!["kind"]}" == "low-balance")];
    }

    private static async Task<(DemoCustomer Customer, DemoStory Story)> Story(
        BillingClient api, DateTimeOffset now, CancellationToken stop)
    {
        var story = new DemoStory(
            api,
            await api.Token("admin", "admin", null, stop),
            await api.Token("service", "service", null, stop),
            await api.Token("finance", "finance", null, stop),
            _ => { });
        const string Account = "told-of-its-balance";
        var token = await api.Token(Account, "customer", Account, stop);
        var customer = new DemoCustomer(Account, token, "VN", "VND", [], TopUp: null);
        await story.PublishPrices(now.AddDays(-2), stop);
        await story.SaveProfile(customer, stop);
        return (customer, story);
    }

    private static IReadOnlyList<TraceRow> Rows(int wave) =>
        [.. Enumerable.Range(0, 20).Select(
            i => new TraceRow(DateTimeOffset.UnixEpoch.AddSeconds(wave * 100 + i), 900, 90))];
}
