using System.Collections.Immutable;

namespace Billing.Ledger;

/// <summary>What a change of a cover may say: nothing that was used or charged becomes untrue by it.</summary>
public static class CoverChangeRules
{
    /// <summary>A change more is refused until the grace of an earlier span is over.</summary>
    public const int MaxEarlier = 8;

    /// <summary>Characters of the scopes and prices of all earlier spans of an account that are like no other's,
    /// written as JSON.</summary>
    public const int MaxEarlierTextLength = 30_000;

    /// <summary>The first reason why a cover cannot be changed so; null when it can.</summary>
    /// <param name="others">The account's other covers.</param>
    /// <param name="at">When the change is committed.</param>
    public static CoverRefusal? Refusal(
        Cover cover, MovementFact.CoverChanged change, IReadOnlyCollection<Cover> others, DateTimeOffset at)
    {
        var (terms, from) = (change.Terms, change.From);
        if (CoverRules.RefusalOfChange(terms, others.Select(other => other.Terms)) is { } refusal) return refusal;
        if (terms.Total.Currency != cover.Terms.Total.Currency) return CoverRefusal.MixedCurrencies;
        if (change.Step <= cover.Step) return CoverRefusal.ChangedBefore;
        if (from < cover.Since) return CoverRefusal.ChangesThePast;
        if (from > at && from != cover.Since) return CoverRefusal.ChangesTheFuture;
        if (terms.Until < from) return CoverRefusal.EndsBeforeChange;
        if (CoverChange.Left(cover, terms).IsNegative) return CoverRefusal.TotalBelowUsed;
        if (terms.Quotas.Any(quota => IsBelowUsed(CoverChange.QuotaOf(cover, quota, 0))))
            return CoverRefusal.QuotaBelowUsed;
        var earlier = CoverChange.Earlier(cover, from, at);
        if (earlier.Length > MaxEarlier) return CoverRefusal.TooManyChanges;
        var length = others.Sum(TextLength) + TextLength(cover with { Terms = terms, Earlier = earlier });
        return length > MaxEarlierTextLength ? CoverRefusal.ChangesTooLong : null;
    }

    /// <summary>True if the time that a change ends can be kept, whatever terms come after it.</summary>
    /// <param name="others">The account's other covers.</param>
    /// <param name="at">When the change is committed.</param>
    public static bool HasRoom(Cover cover, IReadOnlyCollection<Cover> others, DateTimeOffset at)
    {
        var earlier = CoverChange.Earlier(cover, at, at);
        var unlike = cover.Terms with { Scope = new(IsComprehensive: false, []) };
        return earlier.Length <= MaxEarlier
            && others.Sum(TextLength) + TextLength(cover with { Terms = unlike, Earlier = earlier })
            <= MaxEarlierTextLength;
    }

    private static bool IsBelowUsed(QuotaLeft left) => left is { Money.IsNegative: true } or { Units.Micros: < 0 };

    private static int TextLength(Cover cover)
    {
        var length = 0;
        for (var i = 0; i < cover.Earlier.Length; i++)
            if (SpanCodec.LikeOf(cover, i) == SpanLike.None) length += TextLength(cover.Terms, cover.Earlier[i]);
        return length;
    }

    private static int TextLength(CoverTerms terms, CoverSpan span) =>
        CoverJson.Write(terms with { Scope = span.Scope, Prices = span.Prices, Quotas = [] }).ToJsonString().Length;
}
