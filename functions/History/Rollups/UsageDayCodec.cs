using Billing.Ledger;
using Billing.Money;

namespace Billing.History.Rollups;

/// <summary>Writes the sums of a day in few bytes, the same for the same sums, and reads them back.</summary>
public static class UsageDayCodec
{
    private const byte Version = 1;
    private const int MaxPlainBytes = 16 * 1024 * 1024;

    public static byte[] Encode(UsageDay day)
    {
        var sums = day.Sums
            .OrderBy(it => it.Key.Slot)
            .ThenBy(it => it.Key.Service)
            .ThenBy(it => it.Key.Meter.Value, StringComparer.Ordinal)
            .ThenBy(it => it.Key.Resource.Name, StringComparer.Ordinal)
            .ToList();
        var plain = new ByteWriter(1024 + sums.Count * 24);
        Texts(sums.Select(it => it.Key.Service.Value), sums.Count).WriteTo(plain);
        Texts(sums.Select(it => it.Key.Meter.Value), sums.Count).WriteTo(plain);
        Texts(sums.Select(it => it.Key.Resource.ToString()), sums.Count).WriteTo(plain);
        foreach (var (key, figures) in sums)
        {
            plain.Count(key.Slot);
            plain.Signed(figures.Charges);
            Write(plain, figures.Micros);
            Write(plain, figures.GivenBack);
            for (var fund = 1; fund <= UsageFigures.Funds; fund++) Write(plain, figures.PaidBy((FundKind)fund));
        }

        var to = new ByteWriter(256 + plain.Length);
        to.Byte(Version);
        to.Byte(day.IsMerged ? (byte)1 : (byte)0);
        to.Signed(day.LastSegment);
        to.Signed(day.LastMovement);
        to.Text(day.Currency?.Code ?? "");
        to.Count(sums.Count);
        BrotliBlock.Write(to, plain.Written);
        return to.ToArray();
    }

    /// <exception cref="LedgerFormatException">The bytes are damaged or of another version.</exception>
    public static UsageDay Decode(DateOnly day, int minutes, byte[] bytes)
    {
        var from = new ByteReader(bytes);
        if (from.Byte() != Version) throw new LedgerFormatException("Sums of another version.");
        var (isMerged, found) = (from.Byte() == 1, new UsageDay(day, minutes));
        (found.LastSegment, found.LastMovement) = (from.Signed(), from.Signed());
        var code = from.Text();
        var count = from.Count(MaxPlainBytes);
        var plain = new ByteReader(BrotliBlock.Read(ref from, MaxPlainBytes));
        if (isMerged) found.Merge();
        if (count > 0) Read(ref plain, found, count, Currency.Parse(code));
        return found;
    }

    private static void Read(ref ByteReader plain, UsageDay into, int count, Currency currency)
    {
        var services = TextColumn.Read(ref plain, count);
        var meters = TextColumn.Read(ref plain, count);
        var resources = TextColumn.Read(ref plain, count);
        for (var i = 0; i < count; i++)
        {
            if (!UsageResource.TryParse(resources[i], out var resource))
                throw new LedgerFormatException($"'{resources[i]}' is no resource.");
            var key = new UsageKey(plain.Count(24 * 60), new(services[i]), new(meters[i]), resource);
            var figures = new UsageFigures { Charges = plain.Signed(), Micros = ReadLong(ref plain) };
            figures.GivenBack = ReadLong(ref plain);
            for (var fund = 1; fund <= UsageFigures.Funds; fund++) figures.Pay((FundKind)fund, ReadLong(ref plain));
            into.Put(key, figures, currency);
        }
        plain.End();
    }

    private static TextColumn Texts(IEnumerable<string> texts, int count)
    {
        var column = new TextColumn(count);
        foreach (var text in texts) column.Add(text);
        return column;
    }

    /// <summary>In units of 2^62, and what is over.</summary>
    private static void Write(ByteWriter to, Int128 value)
    {
        to.Signed((long)(value / (1L << 62)));
        to.Signed((long)(value % (1L << 62)));
    }

    private static Int128 ReadLong(ref ByteReader from)
    {
        Int128 high = from.Signed();
        return high * (1L << 62) + from.Signed();
    }
}
