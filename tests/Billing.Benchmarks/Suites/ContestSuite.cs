using Billing.Benchmarks.Load;
using Billing.Benchmarks.Peers;
using Billing.Benchmarks.Report;
using Billing.Benchmarks.Stores;

namespace Billing.Benchmarks.Suites;

/// <summary>Ours against its peers on one stream.</summary>
internal abstract class ContestSuite : Suite
{
    private const int PgEventEvents = 5_000;
    private const int RowsEvents = 10_000;

    protected abstract string Title { get; }

    /// <summary>What ours must be against the best of PostgreSQL.</summary>
    protected abstract double PgSetBar { get; }

    public override async Task Run(Options options, Results results, CancellationToken stop)
    {
        var load = Generate(options);
        await using var postgres = await PostgresServer.Start(stop);
        using var seed = await LedgerSeed.Make(load, stop);
        (IPeer Peer, int Events)[] peers =
        [
            (new OurLedger(seed), load.Events),
            (new PgSet(postgres), load.Events),
            (new RawTransactions(seed), load.Events),
            (new PgEvent(postgres), PgEventEvents),
            (new RowsOf99(), RowsEvents),
        ];
        var asked = peers.Where(it => options.Peer is null || options.Peer == it.Peer.Name);
        var speeds = await new Contest(load, [.. asked]).Run(options.Rounds, stop);
        foreach (var (peer, rounds) in speeds)
            foreach (var (i, it) in rounds.Index())
                results.AddRound(load.Name, i + 1, peer, it.PerSecond, it.ClientMicroseconds, it.StoreMicroseconds);
        foreach (var (peer, rounds) in speeds)
            results.Add(new(
                $"{Title}: {peer}", "", Ratio.Of(rounds.Select(it => it.PerSecond)).Numbers + " events/s", null));
        if (options.Peer is not null) return;
        results.Add(Against("ours", "PG-set", PgSetBar));
        results.Add(Against("ours", "PG-event", 25));
        results.Add(Against("ours", "rows-99", 20));
        results.Add(Against("ours", "Azurite raw"));
        results.Add(Against("Azurite raw", "PG-set"));
        results.Add(Against("Azurite raw", "PG-event"));

        Figure Against(string one, string other, double? bar = null)
        {
            var ratio = Ratio.Of(speeds[one].Select(it => it.PerSecond), speeds[other].Select(it => it.PerSecond));
            return new(
                $"{Title}: {one} against {other}", bar is null ? "" : $"≥ {bar}×", ratio.Times,
                bar is null ? null : ratio.Median >= bar,
                Results.Azurite);
        }
    }

    protected abstract Workload Generate(Options options);
}

/// <summary>The commit path on one busy account, a thousand events a commit.</summary>
internal sealed class HotSuite : ContestSuite
{
    private const int Events = 300_000;

    protected override string Title => "L1 commit path, hot account";

    protected override double PgSetBar => 2;

    protected override Workload Generate(Options options) => Workload.Hot(options.Events ?? Events, options.Seed);
}

/// <summary>The commit path over ten thousand accounts, in deliveries of a lane as the bus makes them.</summary>
internal sealed class SpreadSuite : ContestSuite
{
    private const int Events = 1_000_000;

    protected override string Title => "L1 commit path, 10,000 accounts";

    protected override double PgSetBar => 1;

    protected override Workload Generate(Options options) =>
        Workload.Spread(options.Events ?? Events, options.Seed, options.Accounts);
}
