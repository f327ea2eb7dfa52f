using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Billing.EndToEnd.Tests.Support;
using Billing.LocalHost.Demo;

namespace Billing.EndToEnd.Tests;

/// <summary>The main job on the running app while it exports all its telemetry to its own output.</summary>
public sealed partial class TelemetryTests
{
    private const string Account = "telemetry-customer";
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static readonly string[] Secrets =
        ["Privateson", "quyen.private@example.org", "77 Hidden Lane", "vnp_SecureHash", "Bearer ey"];

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Telemetry__Exporters"] = "console",
        ["Telemetry__SamplingPercent"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
    };

    [Fact]
    public async Task An_event_is_followed_to_its_commit_and_nothing_tells_who_the_customer_is()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await RunningHost.Start(stop, Settings);
        var api = host.Api;
        var (admin, finance) = (
            await api.Token("admin", "admin", null, stop), await api.Token("finance", "finance", null, stop));
        var service = await api.Token("service", "service", null, stop);
        var story = new DemoStory(api, admin, service, finance, _ => { });
        var token = await api.Token(Account, "customer", Account, stop);
        var customer = new DemoCustomer(Account, token, "VN", "VND", [], TopUp: null);
        var now = TimeProvider.System.GetUtcNow();

        await story.PublishPrices(now.AddDays(-2), stop);
        await api.Put($"accounts/{Account}/profile", token, Profile(), stop);
        await story.TopUp(customer, 500_000m, "top-up", stop);
        var code = await Redeem(api, admin, token, stop);
        await Report(host, service, now, stop);
        await DemoStory.Until("the use to be charged", TimeSpan.FromSeconds(60), async () =>
            (await story.Audit(customer, stop))!["lines"]!.GetValue<int>() == 1, stop);
        await DemoStory.Until("telemetry", TimeSpan.FromSeconds(60), () => Task.FromResult(
            Spans(host).Any(span => span.IsWorkOn(Trace)) && host.Output.Contains("billing.usage.rated")), stop);

        var work = Spans(host).Single(span => span.IsWorkOn(Trace));
        Assert.Contains(Spans(host), span => span.Name == "ledger.commit" && span.Parent == work.Id);
        Assert.Contains(Spans(host), span => span is { Name: "function IngestUsage", TraceId: Trace });
        Assert.Contains(Spans(host), span => span.Name.StartsWith("TableClient.", StringComparison.Ordinal));
        Assert.Matches(FactInLog(), host.Output);
        Assert.All(Secrets.Append(code), secret =>
            Assert.DoesNotContain(secret, host.Output, StringComparison.OrdinalIgnoreCase));
        var points = Lines(host).Where(line => MetricTags().IsMatch(line)).ToList();
        Assert.Contains(points, line => line.Contains($"service: {DemoPrices.Service}", StringComparison.Ordinal));
        Assert.DoesNotContain(points, line => line.Contains(Account, StringComparison.OrdinalIgnoreCase));
    }

    private static JsonObject Profile() => new()
    {
        ["type"] = "personal",
        ["name"] = "Quyen Privateson",
        ["email"] = "quyen.private@example.org",
        ["address"] = "77 Hidden Lane",
        ["country"] = "VN",
        ["currency"] = "VND",
    };

    /// <returns>The code.</returns>
    private static async Task<string> Redeem(BillingClient api, string admin, string token, CancellationToken stop)
    {
        var campaign = new JsonObject
        {
            ["name"] = "Voucher",
            ["amount"] = new JsonObject { ["amount"] = "5000", ["currency"] = "VND" },
            ["creditFrom"] = "2026-01-01T00:00:00Z",
            ["validDays"] = 30,
            ["services"] = new JsonArray(),
        };
        var made = await api.Post("voucher-campaigns", admin, campaign, "campaign", stop);
        var route = $"voucher-campaigns/{made!["id"]!.GetValue<string>()}/codes";
        var codes = await api.Post(route, admin, new JsonObject { ["count"] = 1 }, "codes", stop);
        var code = codes!["codes"]![0]!.GetValue<string>();
        await api.Post($"accounts/{Account}/vouchers", token, new JsonObject { ["code"] = code }, "redeem", stop);
        return code;
    }

    private static async Task Report(RunningHost host, string token, DateTimeOffset now, CancellationToken stop)
    {
        var body = $$$"""
            [{"specversion":"1.0","id":"e-1","source":"test","type":"ai.usage","subject":"{{{Account}}}",
              "time":"{{{now:yyyy-MM-ddTHH:mm:ssZ}}}",
              "data":{"service":"{{{DemoPrices.Service}}}","meter":"input-tokens","quantity":"1000"}}]
            """;
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/usage");
        request.Content = new StringContent(body);
        request.Content.Headers.ContentType = new("application/cloudevents-batch+json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        using var answer = await host.Http.SendAsync(request, stop);
        Assert.Equal(202, (int)answer.StatusCode);
    }

    private static string[] Lines(RunningHost host) => host.Output.Split(Environment.NewLine);

    private static List<PrintedSpan> Spans(RunningHost host)
    {
        var spans = new List<PrintedSpan>();
        foreach (var line in Lines(host))
        {
            if (line.StartsWith("Activity.TraceId:", StringComparison.Ordinal)) spans.Add(new(ValueOf(line)));
            if (spans.Count == 0) continue;

            var last = spans[^1];
            if (line.StartsWith("Activity.SpanId:", StringComparison.Ordinal)) last.Id = ValueOf(line);
            if (line.StartsWith("Activity.ParentSpanId:", StringComparison.Ordinal)) last.Parent = ValueOf(line);
            if (line.StartsWith("Activity.DisplayName:", StringComparison.Ordinal)) last.Name = ValueOf(line);
            if (Link().Match(line) is { Success: true } link) last.Links.Add(link.Groups[1].Value);
        }
        return spans;
    }

    private static string ValueOf(string line) => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();

    [GeneratedRegex("^ +([0-9a-f]{32}) [0-9a-f]{16}")]
    private static partial Regex Link();

    [GeneratedRegex("LogRecord.FormattedMessage:.*tables exist")]
    private static partial Regex FactInLog();

    /// <summary>The line above the value of a point.</summary>
    [GeneratedRegex(@"^\(\d{4}-.*Z\] ")]
    private static partial Regex MetricTags();

    private sealed record PrintedSpan(string TraceId)
    {
        public string Id { get; set; } = "";
        public string Parent { get; set; } = "";
        public string Name { get; set; } = "";
        public List<string> Links { get; } = [];

        public bool IsWorkOn(string trace) => Name == "usage.rate" && Links.Contains(trace);
    }
}
