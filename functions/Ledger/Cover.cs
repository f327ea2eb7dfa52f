using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>What is left of a quota.</summary>
/// <param name="Money">Null if the quota does not count money.</param>
/// <param name="Units">Null if the quota does not count quantity.</param>
/// <param name="IsExhausted">True once a line found too little left: the cover pays no more for that service.</param>
public readonly record struct QuotaLeft(Amount? Money, Quantity? Units, bool IsExhausted)
{
    /// <summary>Counts what was charged after this sequence number; zero since the cover began.</summary>
    public long MoneySince { get; init; }

    /// <summary>The same for quantity.</summary>
    public long UnitsSince { get; init; }
}

/// <summary>One term of a billing plan as the ledger sees it: it pays for usage before any credit does.</summary>
/// <param name="Id">The plan and its term, by what activated it.</param>
/// <param name="Remaining">What is left of the total; never negative.</param>
/// <param name="Quotas">What is left of each quota, in the order of the terms.</param>
/// <param name="IsExhausted">True once a line found too little left: it pays no more, and what is left is forfeited
/// when it ends.</param>
/// <param name="ActivatedSeq">The ledger sequence number of the movement that activated it.</param>
public sealed record Cover(
    LotId Id,
    CoverTerms Terms,
    Amount Remaining,
    ImmutableArray<QuotaLeft> Quotas,
    bool IsExhausted,
    long ActivatedSeq)
{
    /// <summary>From when of event time on the present terms hold; null if they always did.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Where the present terms begin.</summary>
    public DateTimeOffset Since => ChangedAt ?? Terms.From;

    /// <summary>The number of the last change; zero before there is one.</summary>
    public int Step { get; init; }

    /// <summary>False while it pays nothing, by its last change.</summary>
    public bool Pays { get; init; } = true;

    /// <summary>The times before, in their order, which go on paying for events of their own in their grace.</summary>
    public ImmutableArray<CoverSpan> Earlier { get; init; } = [];

    /// <summary>The highest share of use that others were told of; zero for none.</summary>
    public int ToldPercent { get; init; }

    /// <summary>What pays now pays for events at or after this instant.</summary>
    public DateTimeOffset PaysFrom => ChangedAt > Terms.From ? ChangedAt.Value : Terms.From;

    /// <summary>Specific before comprehensive, then the earliest end, then the earliest activation.</summary>
    public static IComparer<Cover> DrawingOrder { get; } = Comparer<Cover>.Create(static (a, b) =>
    {
        var byScope = a.Terms.Scope.IsComprehensive.CompareTo(b.Terms.Scope.IsComprehensive);
        if (byScope != 0) return byScope;
        var byEnd = (a.Terms.Until ?? DateTimeOffset.MaxValue).CompareTo(b.Terms.Until ?? DateTimeOffset.MaxValue);
        return byEnd != 0 ? byEnd : a.ActivatedSeq.CompareTo(b.ActivatedSeq);
    });

    /// <summary>A cover of which nothing is used yet.</summary>
    public static Cover Activate(LotId id, CoverTerms terms, long seq) => new(
        id, terms, terms.Total, [.. terms.Quotas.Select(quota => new QuotaLeft(quota.Money, quota.Units, false))],
        IsExhausted: false, seq);
}
