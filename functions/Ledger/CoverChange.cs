using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>What a cover is once its terms have changed: what was used of it stays used.</summary>
internal static class CoverChange
{
    /// <param name="seq">The change's sequence number: a new quota counts what is charged after it.</param>
    /// <param name="time">When the change is committed.</param>
    public static Cover Of(Cover cover, MovementFact.CoverChanged change, long seq, DateTimeOffset time)
    {
        var (now, then) = (change.Terms, cover.Terms);
        var left = Left(cover, now);
        return cover with
        {
            Terms = now,
            Remaining = left,
            Quotas = [.. now.Quotas.Select(quota => QuotaOf(cover, quota, seq))],
            IsExhausted = left.IsZero || (cover.IsExhausted && now.Total <= then.Total),
            ChangedAt = change.From,
            Step = change.Step,
            Pays = change.Pays,
            Earlier = Earlier(cover, change.From, time),
        };
    }

    /// <summary>What is left of a total after what was used of the one before; negative if that was more.</summary>
    public static Amount Left(Cover cover, CoverTerms now) => now.Total - (cover.Terms.Total - cover.Remaining);

    /// <summary>The spans that may still pay, with the one that the change ends.</summary>
    public static ImmutableArray<CoverSpan> Earlier(Cover cover, DateTimeOffset from, DateTimeOffset time)
    {
        var terms = cover.Terms;
        var (start, end) = (cover.PaysFrom, terms.Until < from ? terms.Until.Value : from);
        var spans = cover.Earlier;
        if (cover.Pays && start < end) spans = spans.Add(new(start, end, terms.Scope, terms.Prices));
        return Pruned(spans, time);
    }

    public static ImmutableArray<CoverSpan> Pruned(ImmutableArray<CoverSpan> spans, DateTimeOffset time) =>
        spans.RemoveAll(span => Expiry.IsPast(span.Until, time));

    /// <summary>A quota of a service that had one keeps what was used of it, each of money and units for itself.
    /// </summary>
    public static QuotaLeft QuotaOf(Cover cover, CoverQuota now, long seq)
    {
        var (then, left) = (default(CoverQuota), default(QuotaLeft));
        for (var i = 0; i < cover.Quotas.Length; i++)
            if (cover.Terms.Quotas[i].Service == now.Service)
                (then, left) = (cover.Terms.Quotas[i], cover.Quotas[i]);
        var money = then.Money is null ? now.Money : now.Money - (then.Money - left.Money);
        var micros = now.Units?.Micros - (then.Units?.Micros - left.Units?.Micros ?? 0);
        var isRaised = now.Money > then.Money || now.Units > then.Units || IsLifted(then, now);
        return new(money, micros is { } units ? new Quantity(units) : null, false)
        {
            IsExhausted = money is { IsZero: true } || micros == 0 || (left.IsExhausted && !isRaised),
            MoneySince = then.Money is null ? seq : left.MoneySince,
            UnitsSince = then.Units is null ? seq : left.UnitsSince,
        };
    }

    /// <summary>True where the quota no longer counts what it counted.</summary>
    private static bool IsLifted(CoverQuota then, CoverQuota now) =>
        (then.Money is not null && now.Money is null) || (then.Units is not null && now.Units is null);
}
