using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Sandbox.Rates;

public sealed class RatesSandboxTests(Azurite azurite)
{
    private static readonly Uri Latest = new("sandbox/rates/latest", UriKind.Relative);
    private static readonly Uri Control = new("sandbox/rates/_ctl", UriKind.Relative);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rates_of_the_hour_are_published_until_others_are_ordered()
    {
        await using var host = await TestHost.StartAsync(new(azurite.ConnectionString));
        var first = await host.Http.GetFromJsonAsync<JsonNode>(Latest, Stop);
        Assert.Equal("USD 26350", $"{first!["base"]} {first["rates"]!["VND"]}");
        Assert.EndsWith(":00:00Z", first["time"]!.GetValue<string>(), StringComparison.Ordinal);

        using var ordered = await host.Http.PostAsJsonAsync(
            Control, new { hoursOld = 30, rates = new Dictionary<string, decimal> { ["VND"] = 26400.5m } }, Stop);

        Assert.Equal(HttpStatusCode.OK, ordered.StatusCode);
        var later = await host.Http.GetFromJsonAsync<JsonNode>(Latest, Stop);
        Assert.Equal("26400.5", later!["rates"]!["VND"]!.ToJsonString());
        Assert.True(string.CompareOrdinal(
            later["time"]!.GetValue<string>(), first["time"]!.GetValue<string>()) < 0);
    }

    [Fact]
    public async Task It_fails_when_told_to_and_takes_no_other_orders()
    {
        await using var host = await TestHost.StartAsync(new(azurite.ConnectionString));
        using var wrong = await host.Http.PostAsJsonAsync(Control, new { hoursOld = -1 }, Stop);
        using var text = await host.Http.PostAsync(Control, new StringContent("{"), Stop);
        using var fails = await host.Http.PostAsJsonAsync(Control, new { fails = true }, Stop);

        using var answer = await host.Http.GetAsync(Latest, Stop);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrong.StatusCode, text.StatusCode));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }
}
