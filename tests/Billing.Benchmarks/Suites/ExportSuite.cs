using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Billing.Benchmarks.Load;
using Billing.Benchmarks.Peers;
using Billing.Benchmarks.Report;
using Billing.Benchmarks.Stores;
using Billing.Ledger;
using Billing.LocalHost.Demo;
using Billing.LocalHost.Storage;

namespace Billing.Benchmarks.Suites;

/// <summary>
/// The credit history of one account as a workbook, from a running app over HTTP: what it needs of memory above what
/// the app needs anyway, and of time.
/// </summary>
internal sealed class ExportSuite : Suite
{
    private const int Events = 202_500;
    private const long BarBytes = 150L << 20;

    public override async Task Run(Options options, Results results, CancellationToken stop)
    {
        var load = Workload.Hot(options.Events ?? Events, options.Seed);
        await using var azurite = await AzuriteProcess.StartAsync(stop);
        var lines = await Fill(azurite.ConnectionString, load, stop);
        await using var app = await AppProcess.Start(azurite.Ports, stop);
        var token = await new BillingClient(app.Http, app.Address)
            .Token("bench", "customer", load.Ids[0].Value, stop);
        app.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        await Download(app, load, "credit-history.xlsx?kind=topUp", stop);
        var (idle, before) = (app.Resident, app.ProcessorTime);
        var watch = Stopwatch.StartNew();
        var bytes = await Download(app, load, "credit-history.xlsx?export=bench", stop);
        var (seconds, used) = (watch.Elapsed.TotalSeconds, app.ProcessorTime - before);
        var above = app.Peak - idle;
        var rows = await Rows(app, load, stop);
        if (rows < lines) throw new BenchmarkFailedException($"{lines} lines, and {rows} rows of them.");

        var note = string.Create(
            CultureInfo.InvariantCulture, $"idle {Mebi(idle)} MiB, peak {Mebi(app.Peak)} MiB; {rows:N0} rows");
        results.Add(new(
            "export of a credit history, memory above idle", "≤ 150 MiB",
            string.Create(CultureInfo.InvariantCulture, $"{Mebi(above)} MiB"), above <= BarBytes, note));
        results.Add(new(
            "export of a credit history, time", "",
            string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s, {rows / seconds:N0} rows/s"), null,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Mebi(bytes)} MiB; {used.TotalSeconds:0.0} s of processor time of the app")));
    }

    /// <summary>Writes the ledger's own rows, without asking the ledger commit by commit.</summary>
    /// <returns>How many lines they hold.</returns>
    private static async Task<long> Fill(string connection, Workload load, CancellationToken stop)
    {
        var service = new TableServiceClient(connection);
        await service.CreateTableIfNotExistsAsync(LedgerTable.Name, stop);
        var rows = service.GetTableClient(LedgerTable.Name);
        var openings = OfflineLedger.Openings(load);
        var (lines, last) = (0L, openings[0]);
        await Write(rows, last, stop);
        var offline = new OfflineLedger(openings.Select(plan => plan.Next));
        foreach (var delivery in load.Lanes[0])
        {
            foreach (var (plan, charged) in offline.Charge(load.Ids[0], OurLedger.Reported(load, delivery)))
            {
                await Write(rows, plan, stop);
                (lines, last) = (lines + charged, plan);
            }
        }
        await rows.UpsertEntityAsync((TableEntity)last.Actions[0].Entity, TableUpdateMode.Replace, stop);
        return lines;
    }

    /// <summary>All but the head, which the last commit alone leaves.</summary>
    private static async Task Write(TableClient rows, CommitPlan plan, CancellationToken stop) =>
        await rows.SubmitTransactionAsync(plan.Actions.Skip(1), stop);

    private static async Task<long> Download(AppProcess app, Workload load, string file, CancellationToken stop)
    {
        using var answer = await app.Http.GetAsync(
            Address(load, file), HttpCompletionOption.ResponseHeadersRead, stop);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(stop);
        var (piece, total) = (new byte[64 * 1024], 0L);
        for (var read = 1; read > 0; total += read) read = await body.ReadAsync(piece, stop);
        return total;
    }

    private static async Task<long> Rows(AppProcess app, Workload load, CancellationToken stop)
    {
        using var answer = await app.Http.GetAsync(Address(load, "exports/bench"), stop);
        using var export = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(stop));
        var state = export.RootElement.GetProperty("state").GetString();
        return state == "done"
            ? export.RootElement.GetProperty("rows").GetInt64()
            : throw new BenchmarkFailedException($"The export is {state}.");
    }

    private static Uri Address(Workload load, string file) =>
        new($"api/v1/accounts/{load.Ids[0]}/{file}", UriKind.Relative);

    private static string Mebi(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);
}
