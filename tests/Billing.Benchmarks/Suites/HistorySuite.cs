using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Billing.Benchmarks.Load;
using Billing.Benchmarks.Peers;
using Billing.Benchmarks.Report;
using Billing.Benchmarks.Stores;
using Billing.History;
using Billing.History.Rollups;
using Billing.Ledger;
using Billing.Overview;

namespace Billing.Benchmarks.Suites;

/// <summary>
/// What customers ask of one busy day: first pages of the credit history, usage by the hour, the month's spend; each of
/// an account of ten thousand lines and of a hundred times as many, alone in its store.
/// </summary>
internal sealed class HistorySuite : Suite
{
    private const int Rows = 50;
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private const double Bar = 2;

    private static readonly DateTimeOffset Now = Workload.End.AddMinutes(2);
    private static readonly ServiceName Inference = new("ai-inference");
    private static readonly ServiceName Hub = new("model-hub");

    /// <summary>Two hours of the day.</summary>
    private static readonly (DateTimeOffset From, DateTimeOffset Until) Dates =
        (Workload.Start.AddHours(2), Workload.Start.AddHours(4));

    private static readonly (string Name, HistoryFilter Filter)[] Pages =
    [
        ("no filter", new()),
        ("service and dates", new(Inference, From: Dates.From, Until: Dates.Until)),
        ("rare service and dates", new(Hub, From: Dates.From, Until: Dates.Until)),
        ("resource and dates", new(Inference, From: Dates.From, Until: Dates.Until) { Resource = new("c") }),
    ];

    public override async Task Run(Options options, Results results, CancellationToken stop)
    {
        var few = await Measure(options, Few, stop);
        var many = await Measure(options, options.Events ?? Many, stop);
        foreach (var (name, (time, isPage)) in many)
        {
            var ratio = time / few[name].Milliseconds;
            results.Add(new(
                name, isPage ? "≤ 2× of 10,000 lines" : "",
                string.Create(CultureInfo.InvariantCulture,
                    $"{few[name].Milliseconds:0.0} ms → {time:0.0} ms, {ratio:0.00}×"),
                isPage ? ratio <= Bar : null,
                string.Create(CultureInfo.InvariantCulture, $"p50; 10,000 → {options.Events ?? Many:N0} lines")));
        }
    }

    private static async Task<Dictionary<string, (double Milliseconds, bool IsPage)>> Measure(
        Options options, int events, CancellationToken stop)
    {
        await using var store = await AzuriteStore.Start(seed: null, stop);
        var load = Workload.Hot(events, options.Seed);
        var (head, account) = (await Write(store, load, stop), load.Ids[0]);
        var ledger = new LedgerTable(store.Tables.GetTableClient(LedgerTable.Name));
        var reader = new LedgerReader(ledger);
        var times = new Dictionary<string, (double, bool)>();
        var history = new HistoryReader(reader, new(reader));
        foreach (var (name, filter) in Pages)
        {
            times[$"first page, {name}"] = (await Median(options, () => Page(history, filter)), true);
            times[$"first page, {name}, process that never met the account"] =
                (await Median(options, () => Page(new(reader, new(reader)), filter)), false);
        }

        var spend = new SpendReader(ledger, new(ledger), new(store.Tables));
        times["spend of two months, first time"] = (await Time(Spend), false);
        times["spend of two months"] = (await Median(options, Spend), false);
        var usage = new UsageReader(reader, new(reader, new(store.Tables)));
        times["usage by hour, first time"] = (await Time(Usage), false);
        times["usage by hour"] = (await Median(options, Usage), false);
        return times;

        Task Page(HistoryReader pages, HistoryFilter filter) =>
            pages.Read(account, filter, after: null, Rows, Now, stop);

        Task Usage() => usage.Read(account, new("UTC", UsageBy.Hour), new(), null, Rows, Now, stop);

        async Task Spend()
        {
            var month = Statements.StatementMonth.At(Now, "UTC");
            await spend.Read(head, month, "UTC", Money.Currency.Usd, Now, stop);
            await spend.Read(head, month.Previous(), "UTC", Money.Currency.Usd, Now, stop);
        }
    }

    /// <summary>The rows of real commits of a thousand events each, on the emulator.</summary>
    private static async Task<AccountHead> Write(AzuriteStore store, Workload load, CancellationToken stop)
    {
        foreach (var table in (string[])[LedgerTable.Name, MonthSpendTable.Name, UsageDayTable.Name])
            await store.Tables.CreateTableIfNotExistsAsync(table, stop);
        var rows = store.Tables.GetTableClient(LedgerTable.Name);
        var opening = OfflineLedger.Openings(load)[0];
        var (offline, last) = (new OfflineLedger([opening.Next]), opening);
        await Submit(opening);
        foreach (var delivery in load.Lanes[0])
            foreach (var (plan, _) in offline.Charge(load.Ids[0], OurLedger.Reported(load, delivery)))
                await Submit(last = plan);
        return last.Next;

        Task Submit(CommitPlan plan) => rows.SubmitTransactionAsync(
            plan.Actions.Select(it => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, it.Entity)), stop);
    }

    private static async Task<double> Median(Options options, Func<Task> ask)
    {
        var times = new List<double>();
        for (var round = 0; round < options.Rounds * 8; round++) times.Add(await Time(ask));
        return Ratio.Of(times.Skip(options.Rounds)).Median;
    }

    private static async Task<double> Time(Func<Task> ask)
    {
        var start = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
