using Billing.Benchmarks.Load;
using Billing.Benchmarks.Stores;
using Npgsql;

namespace Billing.Benchmarks.Peers;

/// <summary>
/// The best that PostgreSQL gives: a thousand events a transaction in two round trips, sets both ways as binary arrays,
/// prepared statements, prices and funding in memory under the locks of the account rows.
/// </summary>
internal sealed class PgSet(PostgresServer server) : IPeer
{
    private const int EventsAtOnce = 1_000;
    private const int Connections = 2;

    public string Name => "PG-set";

    public TimeSpan StoreTime => server.ProcessorTime;

    public async Task Prepare(Workload load, CancellationToken stop)
    {
        await using var source = server.Connect(1);
        await BillingSchema.Create(source, load, stop);
    }

    public async Task Charge(Workload load, CancellationToken stop)
    {
        await using var source = server.Connect(Connections);
        var workers = new List<PgSetWorker>();
        for (var i = 0; i < Math.Min(Connections, load.Lanes.Count); i++)
            workers.Add(await PgSetWorker.Open(await source.OpenConnectionAsync(stop), load.Funds, stop));
        await Lanes.Drain(load, workers.Count, async (worker, delivery) =>
        {
            // By account first: so a set meets few accounts, each mostly once.
            var sorted = delivery.OrderBy(it => it.Account).ThenBy(it => it).ToArray();
            for (var from = 0; from < sorted.Length; from += EventsAtOnce)
            {
                var part = sorted.AsMemory(from, Math.Min(EventsAtOnce, sorted.Length - from));
                await workers[worker].Charge(part, stop);
            }
        });
        foreach (var worker in workers) await worker.DisposeAsync();
    }

    public async Task<Tally> Audit(Workload load, CancellationToken stop)
    {
        await using var source = server.Connect(1);
        return await BillingSchema.Tally(source, load, "ledger", isInOrder: true, stop);
    }
}
