namespace Billing.Simulation.Model;

/// <summary>One step of a tiered price; the last has no end.</summary>
public sealed record NaiveTier(decimal? UpTo, decimal Price);

/// <summary>A price for uses with these dimensions ("a=b;c=d"), by the name of its model.</summary>
public sealed record NaivePrice(string When, string Model, decimal Per, params NaiveTier[] Tiers)
{
    /// <summary>Exact; rounded by the caller, once.</summary>
    public decimal Cost(decimal before, decimal billed) => Model switch
    {
        "perUnit" => billed * Tiers[0].Price / Per,
        "volume" => billed * Tiers.First(tier => tier.UpTo is null || before + billed <= tier.UpTo).Price / Per,
        "package" => (decimal.Ceiling((before + billed) / Per) - decimal.Ceiling(before / Per)) * Tiers[0].Price,
        _ => Graduated(before, before + billed) / Per,
    };

    private decimal Graduated(decimal from, decimal until)
    {
        var (sum, start) = (0m, 0m);
        foreach (var tier in Tiers)
        {
            var end = tier.UpTo ?? decimal.MaxValue;
            sum += Math.Max(0, Math.Min(until, end) - Math.Max(from, start)) * tier.Price;
            start = end;
        }
        return sum;
    }
}

/// <summary>Terms of a meter from an instant on.</summary>
public sealed record NaiveVersion(
    DateTimeOffset From, decimal Quantum, decimal MinQuantity, decimal MinCharge, params NaivePrice[] Prices)
{
    public decimal Billed(decimal quantity)
    {
        if (quantity == 0) return 0;
        var least = Math.Max(quantity, MinQuantity);
        return Quantum == 0 ? least : decimal.Ceiling(least / Quantum) * Quantum;
    }

    /// <summary>Of the prices whose conditions all hold, the one that asks for most.</summary>
    public NaivePrice? For(string dimensions) => Prices
        .Where(price => Parts(price.When).All(Parts(dimensions).Contains))
        .MaxBy(price => Parts(price.When).Length);

    private static string[] Parts(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>All that was published, in the order of publication.</summary>
public sealed class NaivePrices
{
    private readonly List<(string Meter, NaiveVersion Version)> _published = [];

    public void Publish(string meter, NaiveVersion version) => _published.Add((meter, version));
    public bool Knows(string meter) => _published.Exists(it => it.Meter == meter);
    public DateTimeOffset Last(string meter) => _published.Last(it => it.Meter == meter).Version.From;

    /// <summary>The last that was valid at the time, and its number from 1; null when none was.</summary>
    public (NaiveVersion Version, int Number)? At(string meter, DateTimeOffset time)
    {
        var all = _published.Where(it => it.Meter == meter).Select(it => it.Version).ToList();
        var at = all.FindLastIndex(version => version.From <= time);
        return at < 0 ? null : (all[at], at + 1);
    }}
