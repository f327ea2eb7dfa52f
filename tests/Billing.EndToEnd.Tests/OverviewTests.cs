using System.Globalization;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Support;
using Billing.LocalHost.Demo;

namespace Billing.EndToEnd.Tests;

/// <summary>What the Billing Management page reads, on the running app: overview, usage in sums, settings.</summary>
public sealed class OverviewTests
{
    private const string Account = "reads-its-page";

    [Fact]
    public async Task The_page_sums_up_what_was_used_and_each_sum_leads_to_its_events()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await RunningHost.Start(stop);
        var now = TimeProvider.System.GetUtcNow();
        var (customer, story) = await Story(host.Api, now, stop);
        await story.TopUp(customer, 500_000m, "top-up", stop);
        await story.ReportUsage(customer, UsageTrace.Events(Rows, now), _ => { }, stop);
        JsonObject page = [];
        await DemoStory.Until("all charges", TimeSpan.FromSeconds(60), async () =>
        {
            page = await Get("overview");
            var services = page["spend"]?["services"]!.AsArray();
            return page["unavailable"]!.AsArray().Count == 0
                && services?.Sum(used => used!["charges"]!.GetValue<long>()) == 2 * Rows.Count;
        }, stop);

        Assert.Equal((await Get("balance"))["total"]!.ToJsonString(), page["balance"]!["total"]!.ToJsonString());
        Assert.Equal(5, page["history"]!.AsArray().Count);
        Assert.Single(page["payments"]!.AsArray());
        var events = 0;
        foreach (var row in (await Get("usage?by=day"))["items"]!.AsArray())
        {
            var filters = row!["events"]!.AsObject().Select(f => $"{f.Key}={Uri.EscapeDataString($"{f.Value}")}");
            var listed = (await Get($"credit-history?limit=200&{string.Join('&', filters)}"))["items"]!.AsArray();
            Assert.Equal(row["charges"]!.GetValue<long>(), listed.Count);
            var sum = listed.Sum(entry => Number(entry!["amount"]!));
            Assert.Equal(-Number(row["amount"]!), sum);
            events += listed.Count;
        }
        Assert.Equal(2 * Rows.Count, events);

        await host.Api.Put(
            $"accounts/{Account}/settings", customer.Token,
            new JsonObject { ["displayCurrency"] = "USD", ["language"] = "ja", ["timeZone"] = "Asia/Tokyo" }, stop);
        var it = await Get("settings");
        Assert.Equal("ja Asia/Tokyo USD", $"{it["language"]} {it["timeZone"]} {it["displayCurrency"]}");

        async Task<JsonObject> Get(string path) =>
            (await host.Api.Get($"accounts/{Account}/{path}", customer.Token, stop))!.AsObject();
    }

    private static decimal Number(JsonNode amount) =>
        decimal.Parse(amount["amount"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private static IReadOnlyList<TraceRow> Rows { get; } =
        [.. Enumerable.Range(0, 20).Select(i => new TraceRow(DateTimeOffset.UnixEpoch.AddSeconds(i), 900, 90))];

    private static async Task<(DemoCustomer Customer, DemoStory Story)> Story(
        BillingClient api, DateTimeOffset now, CancellationToken stop)
    {
        var story = new DemoStory(
            api,
            await api.Token("admin", "admin", null, stop),
            await api.Token("service", "service", null, stop),
            await api.Token("finance", "finance", null, stop),
            _ => { });
        var token = await api.Token(Account, "customer", Account, stop);
        var customer = new DemoCustomer(Account, token, "VN", "VND", [], TopUp: null);
        await story.PublishPrices(now.AddDays(-2), stop);
        await story.SaveProfile(customer, stop);
        return (customer, story);
    }
}
