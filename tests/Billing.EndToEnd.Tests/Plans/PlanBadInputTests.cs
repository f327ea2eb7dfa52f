using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.Plans;

/// <summary>Every field of a plan wrong once: the answer names it.</summary>
public sealed class PlanBadInputTests(PlanHost host) : IClassFixture<PlanHost>
{
    private const string Account = "plan-faults";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_field_that_is_wrong_is_named_and_nothing_is_stored()
    {
        await host.Customer(Account, Stop);
        var wrong = new (string Path, string Value, string Fault)[]
        {
            ("name", "1", "name:type"),
            ("name", "\"\"", "name:required"),
            ("services", "{}", "services:type"),
            ("services", "[]", "services:nothing_covered"),
            ("services", "[\"gpu\",\"gpu\",\"api\"]", "services:service_twice"),
            ("duration", "1", "duration:type"),
            ("duration.unit", "\"week\"", "duration.unit:invalid"),
            ("duration.count", "59", "duration:too_short"),
            ("amount", "\"100\"", "amount:type"),
            ("amount.amount", "100", "amount.amount:type"),
            ("amount.amount", "\"-100\"", "amount.amount:not_positive"),
            ("amount.amount", "\"100.001\"", "amount.amount:scale"),
            ("amount.currency", "\"JPY\"", "amount.currency:currency_differs"),
            ("payment.structure", "\"free\"", "payment.structure:invalid"),
            ("payment.ways", "[]", "payment.ways:required"),
            ("payment.price", "{\"amount\":\"1\",\"currency\":\"USD\"}", "payment.price.amount:not_postpaid"),
            ("payment.automatic", "true", "payment.ways:balance_required"),
            ("quotas.0.service", "\"other\"", "quotas:quota_not_covered"),
            ("quotas.0.amount.amount", "\"101\"", "quotas:quota_above_total"),
            ("sharedCeiling", "\"yes\"", "sharedCeiling:type"),
            ("prices", "[{}]", "prices[0].service:required"),
            ("renewal", "{\"kind\":\"none\",\"windowDays\":2}", "renewal.windowDays:window_too_long"),
            ("pause", "{\"maxDays\":-1}", "pause.maxDays:out_of_range"),
            ("startsAt", "\"2099-01-01T00:00:00Z\"", "startsAt:starts_too_late"),
            ("rollsOver", "true", "rollsOver:postpaid_rolls_over"),
            ("surprise", "1", "surprise:unknown_member"),
        };

        foreach (var (path, value, fault) in wrong)
        {
            var body = $$"""{"terms":{{With(PlanHost.Brief, path, value)}}}""";
            var answer = await host.Post($"accounts/{Account}/plans", host.Sales, body, Stop);
            Assert.True(
                answer.Status == 422 && answer.Faults.Contains($"terms.{fault}"),
                $"{path} = {value}: {answer.Body?.ToJsonString()}");
        }

        var kept = await host.Get($"accounts/{Account}/plans", host.Sales, Stop);
        Assert.Empty(kept.Body!["items"]!.AsArray());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("cursor=abc")]
    [InlineData("status=happy")]
    public async Task A_bad_query_is_refused(string query)
    {
        var answer = await host.Get($"accounts/{Account}/plans?{query}", host.Sales, Stop);

        Assert.True(answer.Status is 400 or 422, answer.Body?.ToJsonString());
    }

    [Theory]
    [InlineData("from=today", "from:invalid")]
    [InlineData("from=2026-02-30", "from:invalid")]
    [InlineData("from=2026-01-02&until=2026-01-02", "until:before_from")]
    [InlineData("from=2026-01-01&until=2026-04-04", "until:too_long")]
    public async Task A_spend_is_of_days(string query, string fault)
    {
        const string Owner = "plan-spend";
        await host.Customer(Owner, Stop);
        var plan = await host.Offer(Owner, PlanHost.Brief, Stop);

        var answer = await host.Get($"accounts/{Owner}/plans/{plan}/spend?{query}", host.Sales, Stop);

        Assert.Equal([fault], answer.Faults);
    }

    private static string With(string json, string path, string value)
    {
        var root = JsonNode.Parse(json)!;
        var (parent, steps) = (root, path.Split('.'));
        foreach (var step in steps[..^1]) parent = parent is JsonArray list ? list[0]! : parent[step]!;
        parent[steps[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }
}
