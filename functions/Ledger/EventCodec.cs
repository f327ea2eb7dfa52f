using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Billing.Ledger;

/// <summary>
/// Writes the reported half of a segment's lines column by column, the same bytes for the same lines, and reads it
/// back.
/// </summary>
public static class EventCodec
{
    private const byte Version = 1;

    /// <summary>Written only where an event states money or replaces another: two more columns at the end.</summary>
    private const byte VersionWithStatements = 2;

    private const int MaxPlainBytes = 4 * 1024 * 1024;

    /// <summary>Event times are mostly in whole seconds or milliseconds, quantities in whole units.</summary>
    private static readonly long[] TimeScales =
        [TimeSpan.TicksPerSecond, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerMicrosecond];

    private static readonly long[] QuantityScales = [1_000_000, 1_000];

    public static byte[] Encode(ReadOnlySpan<RatedLine> lines)
    {
        var (ids, plain) = (new IdColumn(lines.Length), new ByteWriter(1024 + lines.Length * 12));
        var to = new ByteWriter(1024 + lines.Length * 28);
        var sources = new TextColumn(lines.Length);
        var services = new TextColumn(lines.Length);
        var meters = new TextColumn(lines.Length);
        var dimensions = new TextColumn(lines.Length);
        var times = new ScaledColumn(lines.Length, TimeScales);
        var quantities = new ScaledColumn(lines.Length, QuantityScales);
        foreach (var line in lines)
        {
            ids.Add(line.EventId);
            sources.Add(line.Source);
            services.Add(line.Service.Value);
            meters.Add(line.Meter.Value);
            dimensions.Add(line.Dimensions);
            times.Add(line.Time.UtcTicks);
            quantities.Add(line.Quantity.Micros);
        }
        sources.WriteTo(plain);
        services.WriteTo(plain);
        meters.WriteTo(plain);
        dimensions.WriteTo(plain);
        times.WriteStepsTo(plain);
        quantities.WriteTo(plain);
        ids.WriteRestTo(plain);
        to.Byte(WriteStatements(plain, lines) ? VersionWithStatements : Version);
        to.Count(lines.Length);
        ids.WriteRawTo(to);
        BrotliBlock.Write(to, plain.Written);
        return to.ToArray();
    }

    /// <exception cref="LedgerFormatException">The bytes are damaged or of a newer version.</exception>
    public static ImmutableArray<EventRecord> Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        var version = from.Byte();
        if (version is not (Version or VersionWithStatements))
            throw new LedgerFormatException($"A segment of version {version} is not known.");
        var events = new EventRecord[from.Count(Segment.MaxLines)];
        var raw = from.Bytes(from.Count(from.Left));
        var plain = new ByteReader(BrotliBlock.Read(ref from, MaxPlainBytes));
        from.End();
        var sources = TextColumn.Read(ref plain, events.Length);
        var services = TextColumn.Read(ref plain, events.Length);
        var meters = TextColumn.Read(ref plain, events.Length);
        var dimensions = TextColumn.Read(ref plain, events.Length);
        var times = ScaledColumn.ReadSteps(ref plain, events.Length, TimeScales);
        var quantities = ScaledColumn.Read(ref plain, events.Length, QuantityScales);
        var ids = IdColumn.Read(ref plain, raw, events.Length);
        var hasStatements = version == VersionWithStatements;
        var stated = hasStatements ? TextColumn.Read(ref plain, events.Length) : null;
        var amends = hasStatements ? TextColumn.Read(ref plain, events.Length) : null;
        plain.End();
        for (var i = 0; i < events.Length; i++)
            events[i] = new(
                sources[i], ids[i], Time(times[i]), new(services[i]), new(meters[i]), dimensions[i],
                new(quantities[i]), stated?[i] ?? "", amends?[i] ?? "");
        return ImmutableCollectionsMarshal.AsImmutableArray(events);
    }

    private static bool WriteStatements(ByteWriter plain, ReadOnlySpan<RatedLine> lines)
    {
        var hasAny = false;
        foreach (var line in lines) hasAny |= line.Stated.Length > 0 || line.Amends.Length > 0;
        if (!hasAny) return false;

        var (stated, amends) = (new TextColumn(lines.Length), new TextColumn(lines.Length));
        foreach (var line in lines)
        {
            stated.Add(line.Stated);
            amends.Add(line.Amends);
        }
        stated.WriteTo(plain);
        amends.WriteTo(plain);
        return true;
    }

    private static DateTimeOffset Time(long ticks) => ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
        ? new(ticks, TimeSpan.Zero)
        : throw new LedgerFormatException("A time is out of range.");
}
