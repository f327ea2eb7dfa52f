using System.Globalization;
using Azure.Data.Tables;
using Billing.Benchmarks.Load;
using Billing.Benchmarks.Peers;
using Billing.Benchmarks.Report;
using Billing.Ledger;
using Billing.Pricing;

namespace Billing.Benchmarks.Suites;

/// <summary>
/// How fast an account is audited once its rows are read: chain, hashes, prices, funding, balances, from nothing.
/// </summary>
internal sealed class AuditSuite : Suite
{
    private const double Bar = 500_000;
    private const int Events = 1_020_000;

    public override Task Run(Options options, Results results, CancellationToken stop)
    {
        var load = Workload.Hot(Events, options.Seed);
        var rows = Rows(load);
        var speeds = new List<double>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var lines = Audit(load.Ids[0], rows);
            var time = Environment.CpuUsage.TotalTime - before;
            if (round == 0) continue;
            speeds.Add(lines / time.TotalSeconds);
            results.AddRound("audit", round, "ours", speeds[^1], time.TotalMicroseconds / lines, 0);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"audit: round {round}: {lines:N0} lines, {speeds[^1]:N0} per second of one core"));
        }
        var ratio = Ratio.Of(speeds);
        results.Add(new(
            "audit of an account of a million lines", "≥ 500,000 lines/s of one core", ratio.Numbers,
            ratio.Median >= Bar, "processor time; rows in memory"));
        return Task.CompletedTask;
    }

    private static Dictionary<string, TableEntity> Rows(Workload load)
    {
        var openings = OfflineLedger.Openings(load);
        var offline = new OfflineLedger(openings.Select(plan => plan.Next));
        var rows = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        var charged = load.Lanes[0].SelectMany(delivery =>
            offline.Charge(load.Ids[0], OurLedger.Reported(load, delivery)));
        foreach (var plan in openings.Concat(charged.Select(it => it.Plan)))
            foreach (var action in plan.Actions) rows[action.Entity.RowKey] = (TableEntity)action.Entity;
        return rows;
    }

    private static long Audit(AccountId account, Dictionary<string, TableEntity> rows)
    {
        var audit = new LedgerAudit(account, new PostedPrices(OfflineLedger.Prices).Fault);
        for (var commitNo = 1L; rows.TryGetValue(LedgerKeys.Commit(account, commitNo), out var row); commitNo++)
            if (audit.Open(row) is { } content) audit.Replay(row, content, rows.GetValueOrDefault);
        audit.End(rows[LedgerKeys.Head(account)]);
        return audit.Broken is null ? audit.Lines : throw new BenchmarkFailedException($"{audit.Broken}");
    }
}
