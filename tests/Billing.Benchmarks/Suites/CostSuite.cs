using System.Globalization;
using Billing.Benchmarks.Load;
using Billing.Benchmarks.Peers;
using Billing.Benchmarks.Report;
using Billing.Benchmarks.Stores;
using Billing.Usage;

namespace Billing.Benchmarks.Suites;

/// <summary>
/// What a million rated events cost at list prices: requests to storage and the processor time of reading, packing,
/// rating and committing are measured; docs/scaling.md has the formula.
/// </summary>
internal sealed class CostSuite : Suite
{
    private const int MessageBytes = 45_056;
    private const int EventsPerRequest = 1_000;
    private const double StoredBytes = 22.2;

    private static readonly (string Name, double? Bar, int Commit, int? Message)[] Cases =
    [
        ("hot: 1,000 events a commit, full messages", 0.05, 1_000, null),
        ("busy: 100 events a commit, full messages", null, 100, null),
        ("spread: 10 events a commit, 40 a message", 0.10, 10, 40),
        ("thin: 1 event a commit, 4 a message", null, 1, 4),
    ];

    public override async Task Run(Options options, Results results, CancellationToken stop)
    {
        foreach (var it in Cases)
        {
            var deliveries = Math.Clamp(20_000 / it.Commit, 20, 400);
            var load = Workload.Hot(deliveries * it.Commit, options.Seed, it.Commit);
            var model = await Measure(load, it.Commit, it.Message, stop);
            results.Add(Of(it.Name, it.Bar, model));
        }
    }

    private static Figure Of(string name, double? bar, CostModel model)
    {
        var parts = string.Create(
            CultureInfo.InvariantCulture,
            $"bus {model.Bus:0.0000}, requests to storage {model.Storage:0.0000}, "
            + $"a month's keeping {model.Kept:0.0000}, computing {model.Compute:0.0000}, logs {model.Logs:0.0000}; "
            + $"{model.Transactions:0.0000} requests and {model.ProcessorSeconds * 1e6:0.0} µs an event, "
            + $"{model.EventsPerMessage:0} events a message");
        return new(
            $"dollars per million events, {name}",
            bar is { } most ? $"≤ {most.ToString("0.00", CultureInfo.InvariantCulture)}" : "",
            model.Total.ToString("0.000", CultureInfo.InvariantCulture),
            bar is null ? null : model.Total <= bar, parts);
    }

    private static async Task<CostModel> Measure(Workload load, int commit, int? message, CancellationToken stop)
    {
        using var seed = await LedgerSeed.Make(load, stop);
        await using var store = await AzuriteStore.Start(seed.Folder, stop);
        var charging = await OurLedger.Open(store, seed.Warm(), new(Workload.End.AddMinutes(1)), stop);
        var (requests, events, messages) = (0L, 0L, 0L);
        var processor = TimeSpan.Zero;
        foreach (var (index, delivery) in load.Lanes[0].Index())
        {
            var body = UsageJson.Batch(load, delivery);
            var (before, used) = (store.Requests, Environment.CpuUsage.TotalTime);
            messages += await Charge(charging, load, body, stop);
            // The first deliveries meet late days for the first time and code that is not compiled yet.
            if (index < 5) (messages, events, requests, processor) = (0, 0, 0, TimeSpan.Zero);
            else
            {
                (requests, events) = (requests + store.Requests - before, events + delivery.Length);
                processor += Environment.CpuUsage.TotalTime - used;
            }
        }

        var full = message ?? (commit >= EventsPerRequest ? (double)events / messages : FullMessage(load));
        return new((double)requests / events, processor.TotalSeconds / events, full, EventsPerRequest, StoredBytes);
    }

    /// <summary>As ingest and rating do it: read, packed for the bus, read again, charged.</summary>
    private static async Task<int> Charge(UsageCharging charging, Workload load, byte[] body, CancellationToken stop)
    {
        var packed = UsageMessage.Pack(Read(body), MessageBytes);
        var reported = packed.SelectMany(it => Read(it.Body)).ToArray();
        await charging.Charge(load.Ids[0], reported, stop);
        return packed.Count;
    }

    private static double FullMessage(Workload load)
    {
        var readings = load.Stream.Span[..EventsPerRequest].ToArray();
        return (double)EventsPerRequest / UsageMessage.Pack(Read(UsageJson.Batch(load, readings)), MessageBytes).Count;
    }

    private static IReadOnlyList<ReportedEvent> Read(byte[] body) =>
        UsageBatch.Read(body, BatchForm.Batch).IsAccepted(out var events, out var refusal)
            ? events
            : throw new BenchmarkFailedException($"A batch of the workload is refused: {refusal}.");
}
