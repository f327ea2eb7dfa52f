using System.Globalization;
using Billing.Ledger;

namespace Billing.Functions.Tests.Support;

/// <summary>Writes segments by hand, without compression: what a build must be able to read for ever.</summary>
public static class SomeSegment
{
    public static EventRecord Event(string meter, long micros) =>
        new("s", "id", SomeLedger.Noon, new("a"), new(meter), "", new(micros));

    public static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The rated half.</summary>
    /// <param name="stored">Of each line: billed, tier start and amount, as the segment has them.</param>
    public static byte[] Rating(
        string[] prices, string[] stored, Action<ByteWriter>? legs = null, byte version = 1, string currency = "USD")
    {
        var (to, plain) = (new ByteWriter(), new ByteWriter());
        plain.Count(1);
        plain.Text("words");
        Texts(plain, prices);
        foreach (var number in stored.SelectMany(line => line.Split(' '))) plain.Signed(Number(number));
        foreach (var _ in prices) plain.Byte(0);
        if (legs is null) plain.Bytes(new byte[1 + prices.Length]);
        else legs(plain);
        to.Byte(version);
        to.Text(currency);
        to.Count(plain.Length);
        to.Count(plain.Length);
        to.Bytes(plain.Written);
        return to.ToArray();
    }

    /// <summary>The only line has one leg, from the fund at that place.</summary>
    public static void OneLeg(ByteWriter to, int place, params (byte Kind, string Fund)[] funds)
    {
        Funds(to, funds);
        to.Count(1);
        to.Count(place);
    }

    public static void Funds(ByteWriter to, params (byte Kind, string Fund)[] funds)
    {
        to.Count(funds.Length);
        foreach (var (kind, fund) in funds)
        {
            to.Byte(kind);
            to.Text(fund);
        }
    }

    private static void Texts(ByteWriter to, string[] texts)
    {
        var distinct = texts.Distinct().ToList();
        to.Count(distinct.Count);
        foreach (var text in distinct) to.Text(text);
        if (distinct.Count < 2) return;
        foreach (var text in texts) to.Count(distinct.IndexOf(text));
    }
}
