using System.Diagnostics;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Support;
using Billing.LocalHost.Demo;

namespace Billing.EndToEnd.Tests.Plans;

/// <summary>
/// Plans of seconds that are paid from the balance while the app is killed: each ends once, as if nothing had happened.
/// </summary>
public sealed class KilledPlanTests(ITestOutputHelper output)
{
    private const int Seconds = 25;
    private const int Plans = 4;
    private const int Kills = 2;
    private const int Seed = 20_261_123;
    private const decimal TopUp = 500_000m;
    private const decimal Price = 100_000m;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(12);

    /// <summary>All that is told of such a plan until its end, one of each.</summary>
    private static readonly string[] Told =
    [
        "plan-activated", "plan-confirmed", "plan-expired", "plan-instalment", "plan-offered", "plan-paid",
        "plan-renewal-open",
    ];

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    [Fact]
    public async Task Plans_whose_app_is_killed_twice_in_their_life_expire_once_and_tell_everything_once()
    {
        var stop = TestContext.Current.CancellationToken;
        var settings = new Dictionary<string, string>
        {
            ["Plans__MinimumSeconds"] = "1", ["LocalHost__LockSeconds"] = "4",
        };
        await using var host = await RunningHost.Start(stop, settings);
        var story = await Story(host.Api, stop);
        var lives = new List<PlanLife>();
        for (var number = 1; number <= Plans; number++) lives.Add(await Begin(host.Api, story, number, stop));

        var usage = lives.Select(life => story.ReportUsage(life.Customer, life.Events, _ => { }, stop)).ToArray();
        await Kill(host, stop);
        await Task.WhenAll(usage);

        foreach (var life in lives) await Ends(host.Api, story, life, stop);
        await Task.Delay(Quiet, stop);
        foreach (var life in lives) await Agrees(host.Api, story, life, stop);
    }

    private static async Task<DemoStory> Story(BillingClient api, CancellationToken stop)
    {
        var story = new DemoStory(
            api,
            await api.Token("admin", "admin", null, stop),
            await api.Token("service", "service", null, stop),
            await api.Token("finance", "finance", null, stop),
            _ => { });
        await story.PublishPrices(TimeProvider.System.GetUtcNow().AddDays(-2), stop);
        return story;
    }

    /// <summary>A customer who has credit and pays for a plan with it; it is active from then on.</summary>
    private static async Task<PlanLife> Begin(BillingClient api, DemoStory story, int number, CancellationToken stop)
    {
        var account = $"killed-plan-{number}";
        var token = await api.Token(account, "customer", account, stop);
        var customer = new DemoCustomer(account, token, "VN", "VND", [], TopUp: null);
        await story.SaveProfile(customer, stop);
        await story.TopUp(customer, TopUp, "credit", stop);
        var sales = await api.Token("sally", "sales", null, stop);
        var draft = await api.Post(
            $"accounts/{account}/plans", sales, new JsonObject { ["terms"] = Terms() }, $"{account}-draft", stop);
        var route = $"accounts/{account}/plans/{draft!["planId"]!.GetValue<string>()}";
        await api.Post($"{route}/send", sales, new JsonObject(), $"{account}-send", stop);
        var yes = new JsonObject { ["version"] = 1, ["acceptTerms"] = true };
        await api.Post($"{route}/confirm", token, yes, $"{account}-confirm", stop);
        var pay = new JsonObject { ["instalment"] = 1, ["method"] = "balance" };
        await api.Post($"{route}/payments", token, pay, $"{account}-pay", stop);
        Assert.Equal("active", $"{(await api.Get(route, token, stop))!["status"]}");
        var rows = Enumerable.Range(0, 3).Select(
            i => new TraceRow(DateTimeOffset.UnixEpoch.AddMilliseconds(i), 900 + number, 90));
        return new(customer, route, UsageTrace.Events([.. rows], TimeProvider.System.GetUtcNow()));
    }

    private static JsonNode Terms() => JsonNode.Parse(
        $$$"""
        {"name":"Killed","services":["{{{DemoPrices.Service}}}"],
         "duration":{"unit":"second","count":{{{Seconds}}}},"amount":{"amount":"{{{Price}}}","currency":"VND"},
         "payment":{"structure":"allUpfront","ways":["balance"],
                    "price":{"amount":"{{{Price}}}","currency":"VND"} }}
        """)!;

    /// <summary>Somewhere in the first half of the plans' lives, and again in what is left of them.</summary>
    private async Task Kill(RunningHost host, CancellationToken stop)
    {
        var random = new Random(Seed);
        for (var kill = 1; kill <= Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, Seconds * 1_000 / Kills)), stop);
            await host.Kill();
            output.WriteLine($"{_clock.Elapsed.TotalSeconds:0.0} s killed");
            await host.Restart(stop);
            output.WriteLine($"{_clock.Elapsed.TotalSeconds:0.0} s ready again");
        }
    }

    private async Task Ends(BillingClient api, DemoStory story, PlanLife life, CancellationToken stop)
    {
        await DemoStory.Until(
            $"the end of {life.Customer.Account}", Patience,
            async () => $"{(await api.Get(life.Route, life.Customer.Token, stop))!["status"]}" == "expired", stop);
        output.WriteLine($"{_clock.Elapsed.TotalSeconds:0.0} s {life.Customer.Account} has expired");
        await DemoStory.Until(
            "its last notice", Patience,
            async () => (await Notices(api, life, stop)).Contains("plan-expired"), stop);
        await DemoStory.Until(
            "its usage", Patience,
            async () => (await story.Audit(life.Customer, stop))!["lines"]!.GetValue<int>() == life.Events.Count, stop);
    }

    private async Task Agrees(BillingClient api, DemoStory story, PlanLife life, CancellationToken stop)
    {
        var told = await Notices(api, life, stop);
        output.WriteLine($"{life.Customer.Account} was told {string.Join(' ', told)}");
        Assert.Equal(Told, told);
        var end = (await api.Get(life.Route, life.Customer.Token, stop))!;
        Assert.Equal(("expired", "1"), ($"{end["status"]}", $"{end["term"]!["number"]}"));
        Assert.Equal(
            DemoPrices.Cost(life.Customer.Currency, life.Events), DemoStory.Amount(end["used"]!));
        var balance = (await story.Balance(life.Customer, stop))!;
        Assert.Equal(TopUp - Price, DemoStory.Amount(balance["topUp"]!));
        Assert.Empty(balance["plans"]!.AsArray());
        var audit = (await story.Audit(life.Customer, stop))!;
        Assert.True(audit["ok"]!.GetValue<bool>(), audit.ToJsonString());
    }

    private static async Task<string[]> Notices(BillingClient api, PlanLife life, CancellationToken stop)
    {
        var page = await api.Get($"accounts/{life.Customer.Account}/notices?limit=200", life.Customer.Token, stop);
        return
        [
            .. page!["items"]!.AsArray().Select(it => it!["kind"]!.GetValue<string>())
                .Where(kind => kind.StartsWith("plan-", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];
    }

    private sealed record PlanLife(DemoCustomer Customer, string Route, IReadOnlyList<TraceEvent> Events);
}
