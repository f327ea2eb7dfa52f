using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Benchmarks.Load;

/// <summary>A meter of the workload with its two prices; quantities are whole units.</summary>
/// <param name="Prices">
/// In dollars for <paramref name="Per"/> units: until the middle of the run, and from then on.
/// </param>
/// <param name="Weight">Of a hundred events, so many are of this meter.</param>
public sealed record LoadMeter(
    ServiceName Service,
    MeterName Meter,
    string[] Dimensions,
    (string First, string Second) Prices,
    long Per,
    (int Least, int Most) Units,
    int Weight)
{
    /// <summary>The services for which every account's plan has a quota.</summary>
    public static IReadOnlyList<ServiceName> Planned { get; } = [new("ai-inference"), new("model-hub")];

    private static readonly string[] Models = ["model=a", "model=b", "model=c"];

    public static IReadOnlyList<LoadMeter> All { get; } =
    [
        Of("ai-inference", "input-tokens", Models, ("0.165", "0.15"), 1_000_000, (1, 4_000), 40),
        Of("ai-inference", "output-tokens", Models, ("0.187", "0.2"), 1_000_000, (1, 600), 25),
        Of("embeddings", "tokens", ["model=e"], ("0.02", "0.018"), 1_000_000, (10, 9_000), 15),
        Of("gpu-container", "gpu-seconds", ["gpu=h100", "gpu=l40s"], ("0.000691", "0.000702"), 1, (1, 90), 10),
        Of("fine-tuning", "training-tokens", ["model=a"], ("1.2", "1.1"), 1_000_000, (1_000, 40_000), 5),
        Of("model-hub", "gb-hours", [""], ("0.0003", "0.00028"), 1, (1, 50), 5),
    ];

    /// <summary>Index of the plan's quota that pays for it; -1 for none.</summary>
    public int Quota { get; } = Planned.Index().Where(it => it.Item == Service).Select(it => it.Index)
        .FirstOrDefault(-1);

    public RateCardId Card => new(Service, Meter, Currency.Usd);

    /// <summary>Ledger units for <see cref="Per"/> units, by price version.</summary>
    public long[] PriceUnits { get; } =
        [Amount.Parse(Prices.First, Currency.Usd).Units, Amount.Parse(Prices.Second, Currency.Usd).Units];

    /// <summary>Worked out apart from the product: half away from zero, once.</summary>
    public long Cost(int version, long units) => (PriceUnits[version] * units + Per / 2) / Per;

    public PriceTerms Terms(int version, DateTimeOffset validFrom) => new(
        validFrom, "{quantity} units", MeterRule.Exact,
        [new(Pricing.Dimensions.None, new PriceModel.PerUnit(
            new(new(PriceUnits[version], Currency.Usd), Quantity.Of(Per))))]);

    private static LoadMeter Of(
        string service, string meter, string[] dimensions, (string, string) prices, long per, (int, int) units,
        int weight) => new(new(service), new(meter), dimensions, prices, per, units, weight);
}
