using System.Globalization;
using Billing.Benchmarks.Load;
using Billing.Benchmarks.Peers;
using Billing.Benchmarks.Report;
using Billing.Benchmarks.Stores;
using Billing.Ledger;
using Billing.Usage;

namespace Billing.Benchmarks.Suites;

/// <summary>
/// Storage transactions for a thousand events of one account, counted where requests leave the process.
/// </summary>
internal sealed class TransactionSuite : Suite
{
    private const int Deliveries = 20;

    public override async Task Run(Options options, Results results, CancellationToken stop)
    {
        var load = Workload.Hot(Deliveries * 1_000, options.Seed);
        using var seed = await LedgerSeed.Make(load, stop);
        var warm = await Count(load, seed, new(Workload.End.AddMinutes(1)), isCold: false, stop);
        results.Add(Of("warm: head and ids in memory", 1.2, warm));
        var cold = await Count(load, seed, new(Workload.End.AddMinutes(1)), isCold: true, stop);
        results.Add(Of("cold: the account is met for the first time", 2.2, cold));
        var fresh = await Count(load, seed, clock: null, isCold: false, stop);
        results.Add(Of("warm, events of the last seconds", null, fresh, "and one small read of the price revision"));
    }

    private static Figure Of(string name, double? bar, double count, string note = "counted, exact") => new(
        $"storage transactions per 1,000 events, {name}",
        bar is { } most ? $"≤ {most.ToString(CultureInfo.InvariantCulture)}" : "",
        count.ToString("0.00", CultureInfo.InvariantCulture), bar is null ? null : count <= bar, note);

    /// <param name="clock">Null for a clock that is a second ahead of each delivery.</param>
    private static async Task<double> Count(
        Workload load, LedgerSeed seed, StillClock? clock, bool isCold, CancellationToken stop)
    {
        await using var store = await AzuriteStore.Start(seed.Folder, stop);
        var moving = clock ?? new(Workload.Start);
        var charging = await OurLedger.Open(store, seed.Warm(), moving, stop);
        var (requests, deliveries) = (0L, 0);
        foreach (var delivery in load.Lanes[0])
        {
            if (clock is null) moving.Now = delivery.Max(it => it.Time).AddSeconds(1);
            if (isCold) charging = await OurLedger.Open(store, new HotAccounts(), moving, stop);
            var before = store.Requests;
            await charging.Charge(load.Ids[0], OurLedger.Reported(load, delivery), stop);
            // The first delivery meets late events of days that nothing was known of.
            if (deliveries++ > 0) requests += store.Requests - before;
        }
        return (double)requests / (deliveries - 1);
    }
}
