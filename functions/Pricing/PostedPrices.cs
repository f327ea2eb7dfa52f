using Billing.Ledger;

namespace Billing.Pricing;

/// <summary>
/// Holds committed lines against everything that was published: the version that was valid, and the amount that it
/// comes to.
/// </summary>
public sealed class PostedPrices(PriceBook book)
{
    private readonly LineSplit _split = new();
    private readonly Dictionary<string, PriceVersion?> _versions = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the line's price; null when nothing is.</summary>
    /// <param name="before">The account before the line: its covers say which part each of them pays.</param>
    public string? Fault(RatedLine line, DateTimeOffset committedAt, AccountBook before)
    {
        if (Version(line.Price) is not { } version) return $"No price {line.Price} was published.";
        if (version.Card != new RateCardId(line.Service, line.Meter, line.Amount.Currency))
            return $"{line.Price} is no price of its meter.";
        if (version.Terms.ValidFrom > line.Time) return $"{line.Price} was not valid yet.";
        if (Successor(version, line.Time) is { } later) return $"{later.Name} was valid at its time.";

        var priced = version.Use(Dimensions.Parse(line.Dimensions), StatedPrice.Parse(line.Stated), line.Quantity);
        if (!priced.IsAccepted(out var use, out _)) return $"{line.Price} has no price for it.";

        _split.Divide(use, line.TierStart, before.Offers(CoverUse.Of(line, committedAt)));
        if (_split.Amount != line.Amount || use.Billed != line.Billed) return $"Its price comes to {_split.Amount}.";
        return _split.Plan.SequenceEqual(PlanLegs(line)) ? null : "Its plans pay for other parts.";
    }

    private static ReadOnlySpan<Leg> PlanLegs(RatedLine line)
    {
        var count = 0;
        while (count < line.Legs.Length && line.Legs[count].Kind == FundKind.Plan) count++;
        return line.Legs.AsSpan(0, count);
    }

    private PriceVersion? Version(string name)
    {
        if (!_versions.TryGetValue(name, out var version)) _versions.Add(name, version = book.Version(name));
        return version;
    }

    /// <summary>
    /// A version that should have been used: its notice made it known before any event of its time could be rated.
    /// </summary>
    private PriceVersion? Successor(PriceVersion version, DateTimeOffset time)
    {
        var (service, meter, currency) = version.Card;
        return book.Find(service, meter, currency)?.Versions.FirstOrDefault(later =>
            later.Number > version.Number && later.Terms.ValidFrom <= time);
    }
}
