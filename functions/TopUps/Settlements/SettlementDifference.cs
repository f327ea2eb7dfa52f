using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.TopUps.Settlements;

/// <summary>A capture that we know of, and what the top-up behind it makes of it.</summary>
/// <param name="Counted">What counts on the top-up, in the currency that was paid; null if it does not count.</param>
/// <param name="IsOfDay">False for a capture of the day before or after: it is looked at only if it is listed.</param>
public sealed record KnownCapture(
    string Transaction, ReferredTopUp Of, TopUpStatus? Status, Amount? Counted, bool IsOfDay);

/// <summary>One capture on which the list and our books do not agree.</summary>
/// <param name="Listed">What the gateway lists; null if it lists nothing.</param>
/// <param name="Counted">What counts with us; null if nothing does.</param>
public sealed record SettlementGap(
    string Transaction, Amount? Listed, Amount? Counted, AccountId? Account, string? TopUpId, TopUpStatus? Status);

/// <summary>Captures that do not agree: how many, and the first of them.</summary>
public sealed record SettlementGaps(int Count, ImmutableArray<SettlementGap> Items)
{
    public const int MaxItems = 500;

    public static SettlementGaps Of(IEnumerable<SettlementGap> gaps)
    {
        var ordered = gaps.OrderBy(gap => gap.Transaction, StringComparer.Ordinal).ToList();
        return new(ordered.Count, [.. ordered.Take(MaxItems)]);
    }
}

/// <summary>What both sides add up to in one currency.</summary>
public sealed record SettlementSum(Currency Currency, AmountSum Listed, AmountSum Counted)
{
    public AmountSum Difference => Listed - Counted;
}

/// <summary>How the list of a gateway for one day differs from what counts on our top-ups.</summary>
/// <param name="MissingHere">Listed, and on no top-up of ours.</param>
/// <param name="MissingThere">On a top-up of ours, and not listed.</param>
/// <param name="AmountDiffers">On both sides, with different amounts.</param>
public sealed record SettlementDifference(
    SettlementGaps MissingHere,
    SettlementGaps MissingThere,
    SettlementGaps AmountDiffers,
    ImmutableArray<SettlementSum> Sums)
{
    public static SettlementDifference Between(
        IReadOnlyCollection<SettledCapture> listed, IReadOnlyCollection<KnownCapture> known)
    {
        var there = listed.ToDictionary(capture => capture.Transaction, StringComparer.Ordinal);
        var ours = known.Where(capture => capture.IsOfDay || there.ContainsKey(capture.Transaction)).ToList();
        var counted = ours.Where(capture => capture.Counted is not null).ToLookup(
            capture => capture.Transaction, StringComparer.Ordinal);
        var noted = ours.ToLookup(capture => capture.Transaction, StringComparer.Ordinal);
        return new(
            SettlementGaps.Of(listed
                .Where(capture => !counted.Contains(capture.Transaction))
                .Select(capture => Gap(capture.Transaction, capture, noted[capture.Transaction].FirstOrDefault()))),
            SettlementGaps.Of(counted.SelectMany(same => same)
                .Where(capture => !there.ContainsKey(capture.Transaction))
                .Select(capture => Gap(capture.Transaction, null, capture))),
            SettlementGaps.Of(counted.SelectMany(same => same)
                .Where(capture => there.TryGetValue(capture.Transaction, out var it) && it.Amount != capture.Counted)
                .Select(capture => Gap(capture.Transaction, there[capture.Transaction], capture))),
            Sum(listed, counted.SelectMany(same => same).Select(capture => capture.Counted!.Value)));
    }

    private static SettlementGap Gap(string transaction, SettledCapture? listed, KnownCapture? known) => new(
        transaction, listed?.Amount, known?.Counted, known?.Of.Account, known?.Of.TopUp.Value, known?.Status);

    private static ImmutableArray<SettlementSum> Sum(
        IEnumerable<SettledCapture> listed, IEnumerable<Amount> counted)
    {
        var there = listed.Select(capture => capture.Amount).ToLookup(amount => amount.Currency);
        var here = counted.ToLookup(amount => amount.Currency);
        return
        [
            .. there.Concat(here).Select(amounts => amounts.Key).Distinct().Order()
                .Select(currency => new SettlementSum(
                    currency, Total(currency, there[currency]), Total(currency, here[currency]))),
        ];
    }

    private static AmountSum Total(Currency currency, IEnumerable<Amount> amounts) =>
        amounts.Aggregate(AmountSum.Zero(currency), (sum, amount) => sum + amount);
}
