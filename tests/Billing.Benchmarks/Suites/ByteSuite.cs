using System.Globalization;
using Azure.Data.Tables;
using Billing.Benchmarks.Load;
using Billing.Benchmarks.Peers;
using Billing.Benchmarks.Report;

namespace Billing.Benchmarks.Suites;

/// <summary>What a thousand events of one account take in storage, by Azure's own rule for the size of a row.</summary>
internal sealed class ByteSuite : Suite
{
    private const int Events = 100_000;

    public override Task Run(Options options, Results results, CancellationToken stop)
    {
        results.Add(Measure("GUID ids", 40, Workload.Hot(Events, options.Seed)));
        results.Add(Measure("text ids of 26 characters", 60, Workload.Hot(Events, options.Seed, hasGuids: false)));
        return Task.CompletedTask;
    }

    private static Figure Measure(string ids, int bar, Workload load)
    {
        var opened = OfflineLedger.Openings(load)[0].Next;
        var offline = new OfflineLedger([opened]);
        var (bytes, lines, head) = (0L, 0L, 0L);
        foreach (var delivery in load.Lanes[0])
        {
            foreach (var (plan, charged) in offline.Charge(load.Ids[0], OurLedger.Reported(load, delivery)))
            {
                // The head is replaced by every commit: only the last one stays.
                head = SizeOf((TableEntity)plan.Actions[0].Entity);
                bytes += plan.Actions.Skip(1).Sum(action => SizeOf((TableEntity)action.Entity));
                lines += charged;
            }
        }
        var each = (double)(bytes + head) / lines;
        return new(
            $"stored bytes per event, {ids}", $"≤ {bar}", each.ToString("0.0", CultureInfo.InvariantCulture),
            each <= bar, "all legs, metadata, commit rows and the head; commits of 1,000 events");
    }

    /// <summary>
    /// Four bytes, two for each character of the keys, and for each column its name, a value and eight.
    /// </summary>
    private static long SizeOf(TableEntity row) =>
        4 + (row.PartitionKey.Length + row.RowKey.Length) * 2L
        + row.Where(column => column.Key is not ("PartitionKey" or "RowKey"))
            .Sum(column => 8 + column.Key.Length * 2L + SizeOf(column.Value));

    private static long SizeOf(object? value) => value switch
    {
        byte[] bytes => bytes.Length + 4,
        string text => text.Length * 2L + 4,
        int => 4,
        _ => 8,
    };
}
