using Billing.Benchmarks.Report;

namespace Billing.Benchmarks.Suites;

/// <summary>One group of figures that can be measured by itself.</summary>
internal abstract class Suite
{
    private static readonly IReadOnlyDictionary<string, Func<Suite>> ByName = new Dictionary<string, Func<Suite>>
    {
        ["fold"] = () => new FoldSuite(),
        ["transactions"] = () => new TransactionSuite(),
        ["bytes"] = () => new ByteSuite(),
        ["audit"] = () => new AuditSuite(),
        ["export"] = () => new ExportSuite(),
        ["hot"] = () => new HotSuite(),
        ["spread"] = () => new SpreadSuite(),
        ["history"] = () => new HistorySuite(),
        ["cost"] = () => new CostSuite(),
    };

    public static IEnumerable<Suite> Of(Options options) => options.Suites
        .SelectMany(name => name == "all" ? ByName.Keys : [name])
        .Distinct()
        .Select(name => ByName.TryGetValue(name, out var make)
            ? make()
            : throw new BenchmarkFailedException($"There is no suite {name}.\n{Options.Usage}"));

    public abstract Task Run(Options options, Results results, CancellationToken stop);
}
