using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>
/// Writes the rated half of a segment's lines column by column, the same bytes for the same lines, and reads it back.
/// </summary>
public static class RatingCodec
{
    private const byte Version = 1;
    private const int MaxPlainBytes = 4 * 1024 * 1024;

    public static byte[] Encode(ReadOnlySpan<RatedLine> lines)
    {
        var descriptions = new TextColumn(lines.Length);
        var prices = new TextColumn(lines.Length);
        var (numbers, late, legs, guess) =
            (new ByteWriter(lines.Length * 8), new ByteWriter(lines.Length), new LegColumns(), new LineGuess());
        foreach (var line in lines)
        {
            LineRules.Conserves(line);
            descriptions.Add(line.Description);
            prices.Add(line.Price);
            late.Byte(line.IsLate ? (byte)1 : (byte)0);
            legs.Add(line.Legs, line.Billed);
            guess.Turn(line.Price, line.Meter.Value);
            numbers.Signed(unchecked(line.Billed.Micros - line.Quantity.Micros));
            numbers.Signed(unchecked(line.TierStart.Micros - guess.TierStart));
            numbers.Signed(unchecked(line.Amount.Units - guess.Units(line.Billed.Micros)));
            guess.Learn(line.TierStart.Micros, line.Billed.Micros, line.Amount.Units);
        }
        var (plain, to) = (new ByteWriter(1024 + lines.Length * 12), new ByteWriter(1024 + lines.Length * 4));
        descriptions.WriteTo(plain);
        prices.WriteTo(plain);
        plain.Bytes(numbers.Written);
        plain.Bytes(late.Written);
        legs.WriteTo(plain);
        to.Byte(Version);
        to.Text(lines[0].Amount.Currency.Code);
        BrotliBlock.Write(to, plain.Written);
        return to.ToArray();
    }

    /// <param name="events">The other half of the same segment.</param>
    /// <exception cref="LedgerFormatException">The bytes are damaged or of a newer version.</exception>
    public static ImmutableArray<RatedLine> Decode(ReadOnlySpan<byte> bytes, ImmutableArray<EventRecord> events)
    {
        var from = new ByteReader(bytes);
        var version = from.Byte();
        if (version != Version) throw new LedgerFormatException($"A segment of version {version} is not known.");
        var code = from.Text();
        if (!Currency.TryParse(code, out var currency))
            throw new LedgerFormatException($"Currency {code} is not known.");
        var plain = new ByteReader(BrotliBlock.Read(ref from, MaxPlainBytes));
        from.End();
        var descriptions = TextColumn.Read(ref plain, events.Length);
        var prices = TextColumn.Read(ref plain, events.Length);
        var numbers = ReadNumbers(ref plain, events, prices);
        var late = plain.Bytes(events.Length);
        var funds = LegColumns.ReadFunds(ref plain);
        var lines = new RatedLine[events.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            ref readonly var it = ref events.ItemRef(i);
            var (billed, tierStart, units) = numbers[i];
            var amount = new Amount(units, currency);
            var legs = LegColumns.Read(ref plain, funds, new(billed), amount);
            lines[i] = new(
                it.Source, it.EventId, it.Time, it.Service, it.Meter, it.Dimensions, descriptions[i], prices[i],
                new(tierStart), it.Quantity, new(billed), amount, legs, late[i] != 0)
            {
                Stated = it.Stated,
                Amends = it.Amends,
            };
        }
        plain.End();
        return ImmutableCollectionsMarshal.AsImmutableArray(lines);
    }

    private static (long Billed, long TierStart, long Units)[] ReadNumbers(
        ref ByteReader from, ImmutableArray<EventRecord> events, string[] prices)
    {
        var guess = new LineGuess();
        var numbers = new (long Billed, long TierStart, long Units)[events.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            guess.Turn(prices[i], events[i].Meter.Value);
            var billed = unchecked(events[i].Quantity.Micros + from.Signed());
            var tierStart = unchecked(from.Signed() + guess.TierStart);
            var units = unchecked(from.Signed() + guess.Units(billed));
            guess.Learn(tierStart, billed, units);
            numbers[i] = (billed, tierStart, units);
        }
        return numbers;
    }
}
