using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>Writes the rated half of a segment's lines as bytes and reads it back.</summary>
public static class RatingCodec
{
    public static byte[] Encode(ReadOnlySpan<RatedLine> lines)
    {
        var to = new ByteWriter();
        to.Byte(1);
        to.Text(lines[0].Amount.Currency.Code);
        foreach (var line in lines)
        {
            to.Text(line.Description);
            to.Text(line.Price);
            to.Signed(line.TierStart.Micros);
            to.Signed(line.Billed.Micros);
            to.Signed(line.Amount.Units);
            to.Byte(line.IsLate ? (byte)1 : (byte)0);
            to.Count(line.Legs.Length);
            foreach (var leg in line.Legs)
            {
                to.Byte((byte)leg.Kind);
                to.Text(leg.Fund.Value);
                to.Signed(leg.Quantity.Micros);
                to.Signed(leg.Amount.Units);
            }
        }
        return to.ToArray();
    }

    public static ImmutableArray<RatedLine> Decode(ReadOnlySpan<byte> bytes, ImmutableArray<EventRecord> events)
    {
        var from = new ByteReader(bytes);
        if (from.Byte() != 1) throw new LedgerFormatException("This version of a segment is not known.");
        var currency = Currency.Parse(from.Text());
        var lines = new RatedLine[events.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var it = events[i];
            var (description, price) = (from.Text(), from.Text());
            var (tierStart, billed, amount) = (from.Signed(), from.Signed(), from.Signed());
            var late = from.Byte() == 1;
            var legs = new Leg[from.Count(AccountState.MaxLots + 1)];
            for (var j = 0; j < legs.Length; j++)
                legs[j] = new((FundKind)from.Byte(), new(from.Text()), new(from.Signed()), new(from.Signed(), currency));
            lines[i] = new(
                it.Source, it.EventId, it.Time, it.Service, it.Meter, it.Dimensions, description, price,
                new(tierStart), it.Quantity, new(billed), new(amount, currency), [.. legs], late);
        }
        from.End();
        return [.. lines];
    }
}
