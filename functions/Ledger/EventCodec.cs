using System.Collections.Immutable;

namespace Billing.Ledger;

/// <summary>Writes the reported half of a segment's lines as bytes and reads it back.</summary>
public static class EventCodec
{
    public static byte[] Encode(ReadOnlySpan<RatedLine> lines)
    {
        var to = new ByteWriter();
        to.Byte(1);
        to.Count(lines.Length);
        foreach (var line in lines)
        {
            to.Text(line.Source);
            to.Text(line.EventId);
            to.Signed(line.Time.UtcTicks);
            to.Text(line.Service.Value);
            to.Text(line.Meter.Value);
            to.Text(line.Dimensions);
            to.Signed(line.Quantity.Micros);
        }
        return to.ToArray();
    }

    public static ImmutableArray<EventRecord> Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        if (from.Byte() != 1) throw new LedgerFormatException("This version of a segment is not known.");
        var events = new EventRecord[from.Count(Segment.MaxLines)];
        for (var i = 0; i < events.Length; i++)
            events[i] = new(
                from.Text(), from.Text(), new(from.Signed(), TimeSpan.Zero), new(from.Text()), new(from.Text()), from.Text(), new(from.Signed()));
        from.End();
        return [.. events];
    }
}
