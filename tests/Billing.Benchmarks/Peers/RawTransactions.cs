using Azure;
using Azure.Data.Tables;
using Billing.Benchmarks.Load;
using Billing.Benchmarks.Stores;
using Billing.Ledger;

namespace Billing.Benchmarks.Peers;

/// <summary>
/// The ceiling of the substrate: the very rows that ours writes, worked out before, sent as they are.
/// </summary>
internal sealed class RawTransactions(LedgerSeed seed) : IPeer
{
    private const int AtOnce = 64;

    private AzuriteStore? _store;
    private List<List<List<TableTransactionAction>>> _byLane = [];

    public string Name => "Azurite raw";

    public TimeSpan StoreTime => Store.ProcessorTime;

    private AzuriteStore Store => _store ?? throw new InvalidOperationException("Prepare comes first.");

    public async Task Prepare(Workload load, CancellationToken stop)
    {
        var offline = new OfflineLedger(seed.Heads);
        _byLane = [.. load.Lanes.SelectMany(lane => lane
            .SelectMany(delivery => OurLedger.Reported(load, delivery).GroupBy(it => it.Account))
            .SelectMany(account => offline.Charge(account.Key, account))
            .GroupBy(it => it.Plan.Next.Account)
            .Select(account => account.Select(it => Bare(it.Plan.Actions)).ToList()))];
        _store = await AzuriteStore.Start(seed.Folder, stop);
    }

    /// <summary>The transactions of one account follow each other, as heads do.</summary>
    public async Task Charge(Workload load, CancellationToken stop)
    {
        var rows = Store.Tables.GetTableClient(LedgerTable.Name);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(_byLane, limits, async (account, token) =>
        {
            foreach (var transaction in account) await rows.SubmitTransactionAsync(transaction, token);
        });
    }

    public async Task<Tally> Audit(Workload load, CancellationToken stop)
    {
        await using var store = Store;
        return await LedgerTally.Of(store.Tables, load, seed, stop);
    }

    private static List<TableTransactionAction> Bare(IReadOnlyList<TableTransactionAction> actions) =>
        [.. actions.Select((action, i) => i == 0
            ? new(TableTransactionActionType.UpdateReplace, action.Entity, ETag.All)
            : action)];
}
