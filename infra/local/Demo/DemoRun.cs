using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Billing.LocalHost.Demo;

/// <summary>
/// The whole main job, from an empty account to a proved ledger, for a customer in Vietnam and one in the United
/// States.
/// </summary>
public sealed class DemoRun(BillingClient api, TimeProvider clock, Action<string> say)
{
    private const int UnknownMeterEvents = 2;
    private const int ProgressSteps = 5;
    private static readonly TimeSpan RatingTimeout = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, int> _told = [];

    public async Task<DemoReport> Play(IReadOnlyList<TraceRow> rows, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var events = UsageTrace.Events(rows, now);
        var story = new DemoStory(
            api,
            await api.Token("demo-admin", "admin", null, stop),
            await api.Token("demo-service", "service", null, stop),
            await api.Token("demo-finance", "finance", null, stop),
            say);
        var customers = await Customers(now, stop);
        var creditFrom = events.Min(e => e.Time).AddDays(-1);

        await story.PublishPrices(creditFrom, stop);
        foreach (var customer in customers)
        {
            await story.SaveProfile(customer, stop);
            if (customer.TopUp is { } amount) await story.TopUp(customer, amount, "demo", stop);
            await story.RedeemVouchers(customer, "demo", creditFrom, stop);
        }

        var report = new DemoReport();
        var watch = Stopwatch.StartNew();
        var sent = 0;
        foreach (var customer in customers) sent += await Play(story, customer, events, report, stop);

        var perSecond = (int)(sent / watch.Elapsed.TotalSeconds);
        report.Note(string.Create(CultureInfo.InvariantCulture,
            $"{sent:N0} events in {watch.Elapsed.TotalSeconds:0.0} s, from the first request to the proved ledger: "
            + $"{perSecond:N0} events per second"));
        return report;
    }

    private async Task<int> Play(
        DemoStory story, DemoCustomer customer, IReadOnlyList<TraceEvent> events, DemoReport report,
        CancellationToken stop)
    {
        var unknown = events.Take(UnknownMeterEvents).Select(
            e => e with { Id = $"unknown-{e.Id}", Meter = "unknown-meter" });
        var all = events.Concat(unknown).ToList();
        var attempts = all.Count + all.Count(UsageSender.IsRepeated);
        var sent = await story.ReportUsage(customer, all, done => Progress(customer, "accepted", done, attempts), stop);
        say($"{customer.Account}: {sent.Accepted:N0} accepted, {sent.Repeated:N0} of them sent twice");

        JsonNode? audit = null;
        await DemoStory.Until($"the usage of {customer.Account} to be rated", RatingTimeout, async () =>
        {
            audit = await story.Audit(customer, stop);
            var done = Count(audit!, "lines") + Count(audit!, "quarantined");
            Progress(customer, "rated", done, all.Count);
            return done >= all.Count;
        }, stop);
        await Compare(story, customer, events, sent, audit!, report, stop);
        return sent.Accepted;
    }

    private static async Task Compare(
        DemoStory story, DemoCustomer customer, IReadOnlyList<TraceEvent> events, SentUsage sent, JsonNode audit,
        DemoReport report, CancellationToken stop)
    {
        var cost = DemoPrices.Cost(customer.Currency, events);
        var (voucher, topUp) = customer.Left(cost);
        var balance = await story.Balance(customer, stop);
        var charged = await story.ChargedByService(customer, stop);
        var (rated, quarantined) = (Count(audit, "lines"), Count(audit, "quarantined"));
        var name = $"{customer.Country} {customer.Currency}";

        report.Add($"{name} accepted", sent.Accepted, events.Count + UnknownMeterEvents + sent.Repeated);
        report.Add($"{name} rated", rated, events.Count);
        report.Add($"{name} duplicates", sent.Accepted - rated - quarantined, sent.Repeated);
        report.Add($"{name} quarantined", quarantined, UnknownMeterEvents);
        report.Add($"{name} charged {DemoPrices.Service}", charged.GetValueOrDefault(DemoPrices.Service), cost);
        report.Add($"{name} charged in all", charged.Values.Sum(), cost);
        report.Add($"{name} voucher balance", DemoStory.Amount(balance!["voucher"]!), voucher);
        report.Add($"{name} top-up balance", DemoStory.Amount(balance["topUp"]!), topUp);
        report.Add($"{name} ledger audit", Verdict(audit), "ok");
    }

    private async Task<IReadOnlyList<DemoCustomer>> Customers(DateTimeOffset now, CancellationToken stop)
    {
        var run = now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var (vietnam, america) = ($"demo-vn-{run}", $"demo-us-{run}");
        return
        [
            new(vietnam, await api.Token(vietnam, "customer", vietnam, stop), "VN", "VND", [5_000m], 500_000m),
            new(america, await api.Token(america, "customer", america, stop), "US", "USD", [0.25m, 25m], TopUp: null),
        ];
    }

    /// <summary>Says so at each fifth of the way, and at the end.</summary>
    private void Progress(DemoCustomer customer, string what, int done, int all)
    {
        var (steps, key) = (Math.Min(ProgressSteps, done * ProgressSteps / all), $"{customer.Account}: {what}");
        lock (_told)
        {
            if (_told.GetValueOrDefault(key) >= steps) return;
            _told[key] = steps;
        }

        say($"{key} {done:N0} of {all:N0}");
    }

    private static string Verdict(JsonNode audit) => audit["ok"]!.GetValue<bool>()
        ? "ok"
        : $"{audit["firstBroken"]!["rule"]}: {audit["firstBroken"]!["row"]}";

    private static int Count(JsonNode audit, string name) => audit[name]!.GetValue<int>();
}
