using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Benchmarks.Load;
using Billing.Benchmarks.Stores;
using Billing.Ledger;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Benchmarks.Peers;

/// <summary>
/// An Azurite folder with the workload's prices and the heads of its accounts, opened and funded; made once, copied
/// often. The rows that opened them are kept for the auditor in memory: the accounts of the other peers begin without a
/// history as well, and the emulator writes all that it holds to disk every few seconds.
/// </summary>
internal sealed class LedgerSeed : IDisposable
{
    private const int AtOnce = 16;

    private static readonly string[] Tables =
    [
        LedgerTable.Name, ProfileTable.Name, RateCardTable.Name, QuarantineTable.Name, ExpiryTable.Name,
        OutboxMarkTable.Name,
    ];

    private LedgerSeed(string folder, AccountHead[] heads, IReadOnlyList<CommitPlan> openings) =>
        (Folder, Heads, Openings) = (folder, heads, openings);

    public string Folder { get; }

    /// <summary>As they stand in the folder, by index of the account.</summary>
    public IReadOnlyList<AccountHead> Heads { get; }

    /// <summary>The commits that opened the accounts.</summary>
    public IReadOnlyList<CommitPlan> Openings { get; }

    public static DateTimeOffset OpenedAt { get; } = Workload.Start.AddDays(-1);

    public static async Task<LedgerSeed> Make(Workload load, CancellationToken stop)
    {
        await using var store = await AzuriteStore.Start(seed: null, stop);
        foreach (var table in Tables) await store.Tables.CreateTableIfNotExistsAsync(table, stop);
        await Publish(new(store.Tables), stop);
        var rows = store.Tables.GetTableClient(LedgerTable.Name);
        var openings = OfflineLedger.Openings(load);
        var heads = new AccountHead[load.Ids.Count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForAsync(0, heads.Length, limits, async (i, token) =>
        {
            var answer = await rows.AddEntityAsync((TableEntity)openings[i].Actions[0].Entity, token);
            heads[i] = openings[i].Next with { ETag = answer.Headers.ETag.ToString()! };
        });
        var folder = Directory.CreateTempSubdirectory("billing-seed-").FullName;
        await store.Save(folder);
        return new(folder, heads, openings);
    }

    /// <summary>The memory of a process that has met the accounts before, and no usage of theirs.</summary>
    public HotAccounts Warm()
    {
        var hot = new HotAccounts();
        var today = DateOnly.FromDateTime(Workload.Start.UtcDateTime).DayNumber;
        foreach (var head in Heads)
        {
            var ids = new UsageIds();
            for (var day = today - 4; day <= today + 1; day++) ids.Read(day);
            hot.Put(head, ids);
        }
        return hot;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async Task Publish(RateCardTable cards, CancellationToken stop)
    {
        foreach (var meter in LoadMeter.All)
        {
            DateTimeOffset[] starts = [OpenedAt.AddDays(-40), Workload.PriceChange];
            for (var version = 0; version < starts.Length; version++)
            {
                var terms = meter.Terms(version, starts[version]);
                var outcome = await cards.Publish(meter.Card, card => card.Publish(terms, OpenedAt), stop);
                if (!outcome.IsAccepted(out _, out var refusal))
                    throw new BenchmarkFailedException($"{meter.Card}: {refusal}");
            }
        }
    }
}
