using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.ExchangeRates;

/// <summary>On which terms we exchange: which pairs, how old a rate may be, and what is added to it.</summary>
/// <param name="Pairs">What is read from the source.</param>
/// <param name="MaxAge">An older rate is not quoted.</param>
/// <param name="MaxJumpPercent">A fetched rate that is further from the one before is not believed.</param>
/// <param name="Source">Where rates are read from; null where administrators alone set them.</param>
public sealed record ExchangeTerms(
    ImmutableArray<CurrencyPair> Pairs,
    TimeSpan MaxAge,
    int SpreadBasisPoints,
    int MaxJumpPercent,
    Uri? Source)
{
    /// <summary>With more the comparison of two rates could overflow.</summary>
    private const int HighestJumpPercent = 50;
    private const int MaxAgeHours = 24 * 14;
    private const int MaxPairs = 100;
    private const string SourceName = "Exchange__SourceUrl";
    private const string PairsName = "Exchange__Pairs";

    public static ExchangeTerms Read(Settings settings) => new(
        ReadPairs(settings),
        TimeSpan.FromHours(settings.Number("Exchange__MaxAgeHours", 1, MaxAgeHours)),
        settings.Number("Exchange__SpreadBasisPoints", 0, ExchangeQuote.MaxSpreadBasisPoints),
        settings.Number("Exchange__MaxJumpPercent", 1, HighestJumpPercent),
        settings.OptionalText(SourceName) is null ? null : settings.Uri(SourceName));

    private static ImmutableArray<CurrencyPair> ReadPairs(Settings settings)
    {
        var pairs = ImmutableArray.CreateBuilder<CurrencyPair>();
        foreach (var text in (settings.OptionalText(PairsName) ?? "").Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var isPair = CurrencyPair.TryParse(text, out var pair);
            if (isPair && !pairs.Contains(pair) && pairs.Count < MaxPairs) pairs.Add(pair);
            else settings.Fault(PairsName, "is not a list like USD/VND, USD/JPY with each pair once");
        }
        return pairs.ToImmutable();
    }
}
