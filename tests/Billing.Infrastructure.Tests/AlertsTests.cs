using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using Billing.Infrastructure.Tests.Support;

namespace Billing.Infrastructure.Tests;

public sealed partial class AlertsTests(Compiled infrastructure)
{
    private const string RunBooks = "docs/operations.md";

    private static readonly Dictionary<string, string[]> Platform = new()
    {
        ["DeadletteredMessages"] = ["EntityName"],
        ["ActiveMessages"] = ["EntityName"],
        ["Transactions"] = ["ResponseType"],
    };

    [Fact]
    public void Every_alert_is_named_and_none_is_missing() => Assert.Equal(
        [
            "conflict-rate", "dead-letters", "debt-jump", "functions-failing", "gateway-down", "ledger-broken",
            "outbox-stuck", "plans-not-advancing", "quarantine-growing", "service-unavailable", "storage-throttled",
            "usage-stuck", "webhooks-failing", "webhooks-silent",
        ],
        Alerts.Select(Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_alert_has_a_run_book()
    {
        var urgency = RunBook().Matches(Repository.Text(RunBooks))
            .ToDictionary(it => it.Groups["name"].Value, it => it.Groups["severity"].Value);

        Assert.Equal(Alerts.Select(Name).Distinct().Order(), urgency.Keys.Order());
        Assert.All(Alerts, alert =>
        {
            Assert.Equal(urgency[Name(alert)], alert.Text("severity"));
            Assert.EndsWith(
                $"Run-book: {RunBooks}, {Name(alert)}.", alert.Text("description"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_alert_tells_the_same_people_and_looks_at_least_as_often_as_it_looks_back()
    {
        var people = infrastructure.Usual.Of("Microsoft.Insights/actionGroups").Single().Id;

        Assert.All(Alerts, alert =>
        {
            Assert.Contains(people, alert["actions"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.True(Time(alert, "evaluationFrequency") <= Time(alert, "windowSize"), alert.Name);
        });
    }

    [Fact]
    public void Every_query_asks_for_what_the_code_measures()
    {
        Assert.All(Queries, query => Assert.Empty(MetricQuery.Faults(query)));
        Assert.Equal(
            ["billing.usage.bogus is no instrument", "no instrument of the query has the dimension colour"],
            MetricQuery.Faults("AppMetrics | where Name == \"billing.usage.bogus\" | extend c = Properties.colour"));
    }

    [Fact]
    public void Every_value_that_a_query_looks_for_is_one_that_the_code_gives()
    {
        var looked = Queries.SelectMany(MetricQuery.Values).Distinct().ToList();

        Assert.Contains("conflict", looked);
        Assert.DoesNotContain(looked, value => !CodeText.Says(value));
        Assert.False(CodeText.Says("no such value"));
    }

    [Fact]
    public void Every_figure_of_the_workbook_is_measured()
    {
        var items = Workbook["items"]!.AsArray().Where(it => it!["content"]!["query"] is not null).ToList();
        var queries = items.Select(it => it!["content"]!["query"]!.GetValue<string>()).ToList();

        Assert.All(queries, query => Assert.Empty(MetricQuery.Faults(query)));
        Assert.Empty(MetricQuery.Instruments.Keys.Except(queries.SelectMany(MetricQuery.Named)));
        Assert.Equal(items.Count, items.Select(it => it!["name"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public void The_workbook_looks_at_the_workspace()
    {
        var workspace = infrastructure.Usual.Of("Microsoft.OperationalInsights/workspaces").Single().Id;

        Assert.Equal([workspace], Workbook["fallbackResourceIds"]!.AsArray().Select(it => it!.GetValue<string>()));
    }

    [Fact]
    public void Every_alert_on_a_metric_of_the_platform_names_one_with_its_dimensions() => Assert.All(
        infrastructure.Usual.Of("Microsoft.Insights/metricAlerts").SelectMany(it => it["criteria", "allOf"]!.AsArray()),
        rule =>
        {
            var allowed = Platform[rule!["metricName"]!.GetValue<string>()];
            Assert.All(rule["dimensions"]!.AsArray(), it => Assert.Contains(it!["name"]!.GetValue<string>(), allowed));
        });

    private JsonNode Workbook => JsonNode.Parse(
        infrastructure.Usual.Of("Microsoft.Insights/workbooks").Single().Text("serializedData"))!;

    private List<Resource> Alerts =>
    [
        .. infrastructure.Usual.Of("Microsoft.Insights/scheduledQueryRules"),
        .. infrastructure.Usual.Of("Microsoft.Insights/metricAlerts"),
    ];

    private IEnumerable<string> Queries =>
        from alert in infrastructure.Usual.Of("Microsoft.Insights/scheduledQueryRules")
        from rule in alert["criteria", "allOf"]!.AsArray()
        select rule["query"]!.GetValue<string>();

    private static string Name(Resource alert) => alert.Json["tags"]!["alert"]!.GetValue<string>();

    private static TimeSpan Time(Resource alert, string name) => XmlConvert.ToTimeSpan(alert.Text(name));

    [GeneratedRegex(@"^## (?<name>[a-z]+(?:-[a-z]+)+)\r?\n\*Severity (?<severity>\d)\.", RegexOptions.Multiline)]
    private static partial Regex RunBook();
}
