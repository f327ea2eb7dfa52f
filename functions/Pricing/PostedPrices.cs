using Billing.Ledger;

namespace Billing.Pricing;

/// <summary>
/// Holds committed lines against everything that was published: the version that was valid, and the amount that it
/// comes to.
/// </summary>
public sealed class PostedPrices(PriceBook book)
{
    private readonly Dictionary<string, PriceVersion?> _versions = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the line's price; null when nothing is.</summary>
    /// <exception cref="Platform.InvariantException">The version that the line names has no price for it.</exception>
    public string? Fault(RatedLine line, DateTimeOffset committedAt)
    {
        if (Version(line.Price) is not { } version) return $"No price {line.Price} was published.";
        if (version.Card != new RateCardId(line.Service, line.Meter, line.Amount.Currency))
            return $"{line.Price} is no price of its meter.";
        if (version.Terms.ValidFrom > line.Time) return $"{line.Price} was not valid yet.";
        if (Successor(version, line.Time, committedAt) is { } later) return $"{later.Name} was valid at its time.";

        var due = Explanation.Of(line, version);
        return due.Amount == line.Amount && due.Billed == line.Billed ? null : $"Its price comes to {due.Amount}.";
    }

    private PriceVersion? Version(string name)
    {
        if (!_versions.TryGetValue(name, out var version)) _versions.Add(name, version = book.Version(name));
        return version;
    }

    /// <summary>A version that should have been used, as far as it was known when the line was committed.</summary>
    private PriceVersion? Successor(PriceVersion version, DateTimeOffset time, DateTimeOffset committedAt)
    {
        var (service, meter, currency) = version.Card;
        return book.Find(service, meter, currency)?.Versions.FirstOrDefault(later =>
            later.Number > version.Number
            && later.Terms.ValidFrom <= time
            && later.PublishedAt < committedAt - PriceBook.ClockSkew);
    }
}
