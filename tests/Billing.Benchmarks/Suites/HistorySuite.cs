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
        await using var few = await AzuriteStore.Start(seed: null, stop);
        await using var many = await AzuriteStore.Start(seed: null, stop);
        var small = await Ask.Of(few, Workload.Hot(Few, options.Seed), stop);
        var large = await Ask.Of(many, Workload.Hot(options.Events ?? Many, options.Seed), stop);
        foreach (var (name, filter) in Pages)
        {
            await Compare($"first page, {name}", Bar, ask => ask.Page(ask.Known, filter));
            await Compare($"first page, {name}, account not met before", null, ask => ask.Page(ask.Unknown, filter));
        }
        results.Add(new("usage by hour, first time", "", Pair(await Time(small.Usage), await Time(large.Usage)), null));
        await Compare("usage by hour", null, ask => ask.Usage());
        results.Add(new(
            "spend of two months, first time", "", Pair(await Time(small.Spend), await Time(large.Spend)), null));
        await Compare("spend of two months", null, ask => ask.Spend());

        // In turns, so that whatever else the machine does meets both.
        async Task Compare(string name, double? bar, Func<Ask, Task> question)
        {
            var times = new List<(double Few, double Many)>();
            for (var round = 0; round < options.Rounds * 10; round++)
                times.Add((await Time(() => question(small)), await Time(() => question(large))));
            var warm = times.Skip(options.Rounds).ToList();
            var ratio = Median(warm.Select(it => it.Many)) / Median(warm.Select(it => it.Few));
            results.Add(new(
                name, bar is null ? "" : "≤ 2×",
                Pair(Median(warm.Select(it => it.Few)), Median(warm.Select(it => it.Many))),
                bar is { } most ? ratio <= most : null, "p50"));
        }
    }

    private static string Pair(double few, double many) => string.Create(
        CultureInfo.InvariantCulture, $"{few:0.0} ms → {many:0.0} ms, {many / few:0.00}×");

    private static double Median(IEnumerable<double> times) => Ratio.Of(times).Median;

    private static async Task<double> Time(Func<Task> ask)
    {
        var start = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>An account with a busy day, and what is asked of it.</summary>
    private sealed class Ask(
        LedgerReader reader, KnownDays known, AccountHead head, UsageReader usage, SpendReader spend)
    {
        /// <summary>A process that was asked before.</summary>
        public HistoryReader Known { get; } = new(reader, known);

        public HistoryReader Unknown => new(reader, new(reader));

        public static async Task<Ask> Of(AzuriteStore store, Workload load, CancellationToken stop)
        {
            var head = await Write(store, load, stop);
            var ledger = new LedgerTable(store.Tables.GetTableClient(LedgerTable.Name));
            var reader = new LedgerReader(ledger);
            var known = new KnownDays(reader);
            return new(
                reader, known, head, new(known, new(reader, new(store.Tables))),
                new(ledger, new(ledger), new(store.Tables)));
        }

        public Task<HistoryPage> Page(HistoryReader pages, HistoryFilter filter) =>
            pages.Read(head.Account, filter, after: null, Rows, Now, default);

        public Task<UsagePage> Usage() => usage.Read(
            head.Account, new("UTC", UsageBy.Hour), new(), after: null, Rows, Now, default);

        public async Task Spend()
        {
            var month = Statements.StatementMonth.At(Now, "UTC");
            await spend.Read(head, month, "UTC", Money.Currency.Usd, Now, default);
            await spend.Read(head, month.Previous(), "UTC", Money.Currency.Usd, Now, default);
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
}
