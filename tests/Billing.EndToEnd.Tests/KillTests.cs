using System.Globalization;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Support;
using Billing.LocalHost.Demo;

namespace Billing.EndToEnd.Tests;

/// <summary>
/// The app is killed again and again while customers pay, redeem and use; afterwards every figure is exact.
/// </summary>
public sealed class KillTests
{
    private const int Kills = 20;
    private const int Seed = 20_241_107;
    private const int RowsPerWave = 400;
    private const decimal TopUp = 500_000m;
    private const decimal Voucher = 1_000m;

    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Twenty_kills_under_load_lose_nothing_and_repeat_nothing()
    {
        var stop = TestContext.Current.CancellationToken;
        // A kill is no fault of the message that was in hand: however often that happens, it is not set aside.
        var settings = new Dictionary<string, string>
        {
            ["LocalHost__LockSeconds"] = "4", ["LocalHost__MaxDeliveryCount"] = "1000",
        };
        await using var host = await RunningHost.Start(stop, settings);
        var story = await Story(host.Api, stop);
        var customer = await Customer(host.Api, story, stop);

        using var killing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var load = Load(story, customer, killing.Token, stop);
        await Kill(host, stop);
        await killing.CancelAsync();
        var done = await load;

        var audit = await Drained(story, customer, done.Events.Count, stop);
        var balance = await story.Balance(customer, stop);
        var cost = DemoPrices.Cost(customer.Currency, done.Events);
        Assert.True(audit["ok"]!.GetValue<bool>(), audit.ToJsonString());
        Assert.Equal(done.Events.Count, audit["lines"]!.GetValue<int>());
        Assert.Equal(0, audit["quarantined"]!.GetValue<int>());
        Assert.Equal(done.Waves * (TopUp + Voucher) - cost, DemoStory.Amount(balance!["total"]!));
    }

    private static async Task<DemoStory> Story(BillingClient api, CancellationToken stop) => new(
        api,
        await api.Token("admin", "admin", null, stop),
        await api.Token("service", "service", null, stop),
        await api.Token("finance", "finance", null, stop),
        _ => { });

    private static async Task<DemoCustomer> Customer(BillingClient api, DemoStory story, CancellationToken stop)
    {
        const string Account = "killed-often";
        var token = await api.Token(Account, "customer", Account, stop);
        var customer = new DemoCustomer(Account, token, "VN", "VND", [], TopUp: null);
        await story.PublishPrices(TimeProvider.System.GetUtcNow().AddDays(-2), stop);
        await story.SaveProfile(customer, stop);
        return customer;
    }

    private static async Task Kill(RunningHost host, CancellationToken stop)
    {
        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 1_500)), stop);
            await host.Kill();
            await host.Restart(stop);
        }
    }

    /// <summary>
    /// Waves of usage, each with a top-up and a voucher, until the killing is over; then the wave at hand is finished.
    /// </summary>
    private static async Task<(int Waves, List<TraceEvent> Events)> Load(
        DemoStory story, DemoCustomer customer, CancellationToken killing, CancellationToken stop)
    {
        var sent = new List<TraceEvent>();
        var waves = 0;
        while (!killing.IsCancellationRequested)
        {
            var events = Wave(waves, TimeProvider.System.GetUtcNow());
            var voucher = customer with { Vouchers = [Voucher] };
            var key = waves.ToString(CultureInfo.InvariantCulture);
            await Task.WhenAll(
                story.TopUp(customer, TopUp, $"top-up-{key}", stop),
                story.RedeemVouchers(voucher, $"voucher-{key}", TimeProvider.System.GetUtcNow().AddDays(-2), stop),
                story.ReportUsage(customer, events, _ => { }, stop));
            sent.AddRange(events);
            waves++;
        }

        return (waves, sent);
    }

    private static IReadOnlyList<TraceEvent> Wave(int wave, DateTimeOffset last)
    {
        var start = DateTimeOffset.UnixEpoch.AddHours(wave);
        var rows = Enumerable.Range(0, RowsPerWave).Select(
            i => new TraceRow(start.AddMilliseconds(i), 10 + i % 97, 1 + i % 13));
        return UsageTrace.Events([.. rows], last);
    }

    private static async Task<JsonNode> Drained(
        DemoStory story, DemoCustomer customer, int events, CancellationToken stop)
    {
        JsonNode? audit = null;
        await DemoStory.Until($"{events} events to be rated", DrainTimeout, async () =>
        {
            audit = await story.Audit(customer, stop);
            return audit!["lines"]!.GetValue<int>() >= events;
        }, stop);
        return audit!;
    }
}
