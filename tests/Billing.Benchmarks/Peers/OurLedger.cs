using Billing.Benchmarks.Load;
using Billing.Benchmarks.Stores;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Benchmarks.Peers;

/// <summary>The product: its charging, its ledger and its limits of concurrency, on Azurite.</summary>
internal sealed class OurLedger(LedgerSeed seed) : IPeer
{
    /// <summary>The host's maxConcurrentSessions, and the accounts of one delivery that are charged at once.</summary>
    private const int LanesAtOnce = 8;
    private const int AccountsAtOnce = 8;

    private static readonly byte[] NoText = "{}"u8.ToArray();
    private static readonly Dimensions[][] Dimensions =
        [.. LoadMeter.All.Select(it => it.Dimensions.Select(Pricing.Dimensions.Parse).ToArray())];

    private AzuriteStore? _store;
    private UsageCharging? _charging;

    public string Name => "ours";

    public TimeSpan StoreTime => Store.ProcessorTime;

    private AzuriteStore Store => _store ?? throw new InvalidOperationException("Prepare comes first.");

    public async Task Prepare(Workload load, CancellationToken stop)
    {
        _store = await AzuriteStore.Start(seed.Folder, stop);
        _charging = await Open(Store, seed.Warm(), new(Workload.End.AddMinutes(1)), stop);
    }

    /// <summary>A process of the product with its prices read.</summary>
    public static async Task<UsageCharging> Open(
        AzuriteStore store, HotAccounts hot, StillClock clock, CancellationToken stop)
    {
        var catalogue = new PriceCatalogue(new(store.Tables), clock);
        await catalogue.Newest(stop);
        var ledger = new LedgerTable(store.Tables);
        var desk = new UsageDesk(ledger, hot, TimeProvider.System, new(1));
        return new(desk, catalogue, new(store.Tables), new(store.Tables, ledger), UsageRules.Default, clock);
    }

    public async Task Charge(Workload load, CancellationToken stop)
    {
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AccountsAtOnce, CancellationToken = stop };
        await Lanes.Drain(load, LanesAtOnce, (_, delivery) => Parallel.ForEachAsync(
            Reported(load, delivery).GroupBy(it => it.Account), limits,
            async (account, token) => await _charging!.Charge(account.Key, account, token)));
    }

    public async Task<Tally> Audit(Workload load, CancellationToken stop)
    {
        await using var store = Store;
        return await LedgerTally.Of(store.Tables, load, seed, stop);
    }

    /// <summary>What the reader of messages makes of the events.</summary>
    public static ReportedEvent[] Reported(Workload load, ReadOnlySpan<Reading> delivery)
    {
        var reported = new ReportedEvent[delivery.Length];
        for (var i = 0; i < reported.Length; i++) reported[i] = Reported(load, i, delivery[i]);
        return reported;
    }

    private static ReportedEvent.Sound Reported(Workload load, int index, in Reading it)
    {
        var meter = LoadMeter.All[it.Meter];
        return new(index, NoText, new(
            Reading.Source, it.Id, load.Ids[it.Account], it.Time, meter.Service, meter.Meter, Quantity.Of(it.Units),
            Dimensions[it.Meter][it.Dimensions], null));
    }
}
