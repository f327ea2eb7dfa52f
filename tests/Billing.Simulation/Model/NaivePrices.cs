namespace Billing.Simulation.Model;

/// <summary>A price for uses with these dimensions ("a=b;c=d"), by the name of its model.</summary>
public sealed record NaivePrice(string When, string Model, decimal Per, params NaiveTier[] Tiers)
{
    /// <summary>The dearest line that a caller may name; the dearest unit is the price.</summary>
    public decimal MaxAmount { get; init; } = decimal.MaxValue;

    /// <summary>Of the prices whose conditions all hold, the one that asks for most.</summary>
    public static NaivePrice? Best(IEnumerable<NaivePrice> prices, string dimensions) => prices
        .Where(price => Parts(price.When).All(Parts(dimensions).Contains))
        .MaxBy(price => Parts(price.When).Length);

    /// <summary>Of the first part of what is left of a line; exact, rounded by the caller, once.</summary>
    public decimal Cost(decimal before, decimal part, decimal line) => Model switch
    {
        "volume" => part * Tiers.First(tier => tier.UpTo is null || before + line <= tier.UpTo).Price / Per,
        "package" => (decimal.Ceiling((before + part) / Per) - decimal.Ceiling(before / Per)) * Tiers[0].Price,
        "graduated" => Graduated(before, before + part) / Per,
        _ => part * Tiers[0].Price / Per,
    };

    /// <summary>The price of a use that names this money, or why there is none.</summary>
    public (string? Refusal, NaivePrice Price) With(NaiveStated? stated, decimal billed, string currency, int digits)
    {
        var isCaller = Model == "callerPriced";
        if (!isCaller && Model != "percentage") return (stated is null ? null : "price_not_allowed", this);
        if (stated is null || (isCaller && stated.Kind == "currency")) return ("price_missing", this);
        if (stated.Currency != currency) return ("currency_mismatch", this);
        if (!isCaller) return (stated.Kind == "currency" ? null : "price_not_allowed", this);

        var per = stated.Kind == "unit" ? Per : billed == 0 ? 1 : billed;
        var named = new NaivePrice("", "perUnit", per, new NaiveTier(null, stated.Amount));
        var cost = Math.Round(named.Cost(0, billed, billed), digits, MidpointRounding.AwayFromZero);
        var isDear = stated.Amount * Per > Tiers[0].Price * per || cost > MaxAmount;
        return (isDear ? "price_beyond_limit" : null, named);
    }

    public static string[] Parts(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries);

    private decimal Graduated(decimal from, decimal until) => Tiers.Select((tier, i) => tier.Price * Math.Max(
        0, Math.Min(until, tier.UpTo ?? until) - Math.Max(from, i == 0 ? 0 : Tiers[i - 1].UpTo!.Value))).Sum();
}

/// <summary>Terms of a meter from an instant on.</summary>
public sealed record NaiveVersion(
    DateTimeOffset From, decimal Quantum, decimal MinQuantity, decimal MinCharge, params NaivePrice[] Prices)
{
    /// <summary>The state ("state=on") that is billed and the one that is free; every other is refused.</summary>
    public (string Billed, string Free)? States { get; init; }

    /// <summary>What is billed of a use and at which price, null where it is free; or why there is none.</summary>
    public (string? Refusal, decimal Billed, NaivePrice? Price) For(NaiveEvent use, string currency, int digits)
    {
        var parts = NaivePrice.Parts(use.Dimensions);
        if (States is var (on, off) && !parts.Contains(on))
            return (parts.Contains(off) ? null : "no_price_for_dimensions", 0, null);
        if (NaivePrice.Best(Prices, use.Dimensions) is not { } price) return ("no_price_for_dimensions", 0, null);
        var least = use.Quantity == 0 ? 0 : Math.Max(use.Quantity, MinQuantity);
        var billed = Quantum == 0 ? least : decimal.Ceiling(least / Quantum) * Quantum;
        var (refusal, named) = price.With(use.Stated, billed, currency, digits);
        return (refusal, billed, named);
    }
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
    }
}
