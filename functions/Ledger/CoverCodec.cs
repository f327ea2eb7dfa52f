using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>Writes covers as bytes, the same for the same cover, and reads them back.</summary>
internal static class CoverCodec
{
    private const byte Comprehensive = 1;
    private const byte SharedCeiling = 2;
    private const byte RollsOver = 4;
    private const byte TellsUse = 8;
    private const byte ClosedByPlan = 16;
    private const byte Exhausted = 1;

    public static void Write(ByteWriter to, Cover cover)
    {
        to.Text(cover.Id.Value);
        Write(to, cover.Terms);
        to.Signed(cover.Remaining.Units);
        foreach (var left in cover.Quotas)
        {
            if (left.Money is { } money) to.Signed(money.Units);
            if (left.Units is { } units) to.Signed(units.Micros);
            to.Byte(left.IsExhausted ? Exhausted : (byte)0);
        }
        to.Byte(cover.IsExhausted ? Exhausted : (byte)0);
        to.Signed(cover.ActivatedSeq);
    }

    public static Cover Read(ref ByteReader from, Currency currency)
    {
        var (id, terms) = (new LotId(from.Text()), ReadTerms(ref from, currency));
        var remaining = new Amount(from.Signed(), currency);
        var quotas = new QuotaLeft[terms.Quotas.Length];
        for (var i = 0; i < quotas.Length; i++)
        {
            Amount? money = terms.Quotas[i].Money is null ? null : new(from.Signed(), currency);
            Quantity? units = terms.Quotas[i].Units is null ? null : new(from.Signed());
            quotas[i] = new(money, units, ReadFlags(ref from, Exhausted) != 0);
        }
        return new(id, terms, remaining, [.. quotas], ReadFlags(ref from, Exhausted) != 0, from.Signed());
    }

    private static void Write(ByteWriter to, CoverTerms terms)
    {
        var flags = (terms.IsSharedCeiling ? SharedCeiling : 0) | (terms.RollsOver ? RollsOver : 0)
            | (terms.TellsUse ? TellsUse : 0) | (terms.IsClosedByPlan ? ClosedByPlan : 0);
        WriteScope(to, terms.Scope, flags);
        to.Varint((ulong)terms.From.UtcTicks);
        to.Varint((ulong)(terms.Until?.UtcTicks ?? 0));
        to.Signed(terms.Total.Units);
        to.Count(terms.Quotas.Length);
        foreach (var quota in terms.Quotas)
        {
            to.Text(quota.Service.Value);
            to.Signed(quota.Money?.Units ?? 0);
            to.Signed(quota.Units?.Micros ?? 0);
        }
        WritePrices(to, terms.Prices);
    }

    /// <param name="flags">What else is said with them.</param>
    public static void WriteScope(ByteWriter to, CoverScope scope, int flags)
    {
        to.Byte((byte)(flags | (scope.IsComprehensive ? Comprehensive : 0)));
        to.Count(scope.Services.Length);
        foreach (var service in scope.Services) to.Text(service.Value);
    }

    public static void WritePrices(ByteWriter to, ImmutableArray<CoverPrice> prices)
    {
        to.Count(prices.Length);
        foreach (var price in prices)
        {
            to.Text(price.Service.Value);
            to.Text(price.Meter.Value);
            to.Text(price.Dimensions);
            to.Signed(price.Rate.Price.Units);
            to.Signed(price.Rate.Per.Micros);
        }
    }

    /// <param name="known">The flags that may be said with them.</param>
    public static (int Flags, CoverScope Scope) ReadScope(ref ByteReader from, int known)
    {
        var flags = ReadFlags(ref from, Comprehensive | known);
        var services = new ServiceName[from.Count(CoverTerms.MaxServices)];
        for (var i = 0; i < services.Length; i++) services[i] = new(from.Text());
        return (flags, new((flags & Comprehensive) != 0, [.. services]));
    }

    public static ImmutableArray<CoverPrice> ReadPrices(ref ByteReader from, Currency currency)
    {
        var prices = new CoverPrice[from.Count(CoverTerms.MaxPrices)];
        for (var i = 0; i < prices.Length; i++) prices[i] = ReadPrice(ref from, currency);
        return [.. prices];
    }

    private static CoverTerms ReadTerms(ref ByteReader from, Currency currency)
    {
        var (flags, scope) = ReadScope(ref from, SharedCeiling | RollsOver | TellsUse | ClosedByPlan);
        var (starts, until, total) = (StateCodec.ReadTime(from.Varint()), from.Varint(), from.Signed());
        var quotas = new CoverQuota[from.Count(CoverTerms.MaxQuotas)];
        for (var i = 0; i < quotas.Length; i++)
        {
            var (service, money, micros) = (new ServiceName(from.Text()), from.Signed(), from.Signed());
            quotas[i] = new(service, money == 0 ? null : new(money, currency), micros == 0 ? null : new(micros));
        }
        return new(
            scope, starts,
            until == 0 ? null : StateCodec.ReadTime(until), new(total, currency), [.. quotas],
            (flags & SharedCeiling) != 0, ReadPrices(ref from, currency), (flags & RollsOver) != 0)
        {
            TellsUse = (flags & TellsUse) != 0,
            IsClosedByPlan = (flags & ClosedByPlan) != 0,
        };
    }

    private static CoverPrice ReadPrice(ref ByteReader from, Currency currency)
    {
        var (service, meter, dimensions) = (from.Text(), from.Text(), from.Text());
        var (units, per) = (from.Signed(), from.Signed());
        if (units < 0 || per <= 0) throw new LedgerFormatException("A cover's price is no price.");
        return new(new(service), new(meter), dimensions, new(new(units, currency), new(per)));
    }

    internal static int ReadFlags(ref ByteReader from, int known)
    {
        int flags = from.Byte();
        return (flags & ~known) == 0 ? flags : throw new LedgerFormatException("A flag is not known.");
    }
}
