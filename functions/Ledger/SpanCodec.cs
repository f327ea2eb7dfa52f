using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>Whose scope and prices an earlier span of a cover has, so that they are written once.</summary>
internal enum SpanLike : byte
{
    None = 0,
    Present = 1,
    SpanBefore = 2,
}

/// <summary>Writes as bytes what a cover has beside its terms and what is left: what happened to it, and was told.
/// </summary>
internal static class SpanCodec
{
    private const byte Pays = 1;
    private const byte IsChanged = 2;

    /// <summary>True for a cover that earlier builds could not have written.</summary>
    public static bool IsNeeded(Cover cover) => cover.ChangedAt is not null || cover.ToldPercent > 0;

    public static SpanLike LikeOf(Cover cover, int at)
    {
        var span = cover.Earlier[at];
        if (span.IsAs(cover.Terms.Scope, cover.Terms.Prices)) return SpanLike.Present;
        return at > 0 && span.IsAs(cover.Earlier[at - 1].Scope, cover.Earlier[at - 1].Prices)
            ? SpanLike.SpanBefore
            : SpanLike.None;
    }

    /// <summary>Each cover that needs it, by its place among the covers.</summary>
    public static void Write(ByteWriter to, ImmutableArray<Cover> covers)
    {
        to.Count(covers.Count(IsNeeded));
        for (var i = 0; i < covers.Length; i++)
        {
            if (!IsNeeded(covers[i])) continue;
            to.Count(i);
            Write(to, covers[i]);
        }
    }

    public static ImmutableArray<Cover> Read(ref ByteReader from, AccountState state)
    {
        var covers = state.Covers.ToArray();
        for (var left = from.Count(covers.Length); left > 0; left--)
        {
            var at = from.Count(covers.Length - 1);
            covers[at] = Read(ref from, covers[at], state.RequiredCurrency);
        }
        return [.. covers];
    }

    private static void Write(ByteWriter to, Cover cover)
    {
        to.Byte((byte)((cover.Pays ? Pays : 0) | (cover.ChangedAt is null ? 0 : IsChanged)));
        to.Byte((byte)cover.ToldPercent);
        if (cover.ChangedAt is not { } changedAt) return;

        to.Varint((ulong)changedAt.UtcTicks);
        to.Count(cover.Step);
        foreach (var left in cover.Quotas)
        {
            to.Signed(left.MoneySince);
            to.Signed(left.UnitsSince);
        }
        to.Count(cover.Earlier.Length);
        for (var i = 0; i < cover.Earlier.Length; i++) Write(to, cover.Earlier[i], LikeOf(cover, i));
    }

    /// <param name="cover">As it stands without them.</param>
    private static Cover Read(ref ByteReader from, Cover cover, Currency currency)
    {
        var flags = CoverCodec.ReadFlags(ref from, Pays | IsChanged);
        cover = cover with { Pays = (flags & Pays) != 0, ToldPercent = from.Byte() };
        if ((flags & IsChanged) == 0) return cover;

        cover = cover with { ChangedAt = StateCodec.ReadTime(from.Varint()), Step = from.Count(int.MaxValue) };
        var quotas = cover.Quotas.ToArray();
        for (var i = 0; i < quotas.Length; i++)
            quotas[i] = quotas[i] with { MoneySince = from.Signed(), UnitsSince = from.Signed() };
        var spans = ImmutableArray.CreateBuilder<CoverSpan>();
        for (var left = from.Count(CoverChangeRules.MaxEarlier); left > 0; left--)
            spans.Add(ReadSpan(ref from, cover, spans, currency));
        return cover with { Quotas = [.. quotas], Earlier = spans.ToImmutable() };
    }

    private static void Write(ByteWriter to, CoverSpan span, SpanLike like)
    {
        to.Varint((ulong)span.From.UtcTicks);
        to.Varint((ulong)span.Until.UtcTicks);
        to.Byte((byte)like);
        if (like == SpanLike.None)
        {
            CoverCodec.WriteScope(to, span.Scope, 0);
            CoverCodec.WritePrices(to, span.Prices);
        }
    }

    private static CoverSpan ReadSpan(
        ref ByteReader from, Cover cover, ImmutableArray<CoverSpan>.Builder before, Currency currency)
    {
        var (starts, until) = (StateCodec.ReadTime(from.Varint()), StateCodec.ReadTime(from.Varint()));
        switch ((SpanLike)from.Byte())
        {
            case SpanLike.None:
                var (_, scope) = CoverCodec.ReadScope(ref from, 0);
                return new(starts, until, scope, CoverCodec.ReadPrices(ref from, currency));
            case SpanLike.Present:
                return new(starts, until, cover.Terms.Scope, cover.Terms.Prices);
            case SpanLike.SpanBefore when before.Count > 0:
                return new(starts, until, before[^1].Scope, before[^1].Prices);
            default:
                throw new LedgerFormatException("An earlier span is like none that is known.");
        }
    }
}
