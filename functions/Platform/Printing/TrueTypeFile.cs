using System.Buffers.Binary;

namespace Billing.Platform.Printing;

/// <summary>The tables of a TrueType file, as far as taking glyphs out of it needs them.</summary>
public sealed class TrueTypeFile
{
    private const int MaxNesting = 8;
    private readonly ReadOnlyMemory<byte> _file;
    private readonly Dictionary<string, (int Start, int Length)> _tables = [];
    private readonly int _wideMetrics;

    public TrueTypeFile(ReadOnlyMemory<byte> file)
    {
        _file = file;
        var bytes = file.Span;
        var count = U16(bytes, 4);
        for (var entry = 12; entry < 12 + 16 * count; entry += 16)
        {
            var name = string.Concat(bytes.Slice(entry, 4).ToArray().Select(letter => (char)letter));
            _tables[name] = (checked((int)U32(bytes, entry + 8)), checked((int)U32(bytes, entry + 12)));
        }

        Invariant.Holds(U16(Table("head"), 50) == 1, "the font's glyphs are found by long offsets");
        _wideMetrics = U16(Table("hhea"), 34);
    }

    public ReadOnlySpan<byte> Table(string name)
    {
        var (start, length) = _tables[name];
        return _file.Span.Slice(start, length);
    }

    public bool Has(string name) => _tables.ContainsKey(name);

    /// <summary>The outline; empty for a space.</summary>
    public ReadOnlySpan<byte> Glyph(int id)
    {
        var places = Table("loca");
        int from = checked((int)U32(places, 4 * id)), until = checked((int)U32(places, 4 * id + 4));
        return Table("glyf")[from..until];
    }

    /// <summary>Advance and left side bearing.</summary>
    public (ushort Advance, short Bearing) Metric(int id)
    {
        var metrics = Table("hmtx");
        var advance = U16(metrics, 4 * Math.Min(id, _wideMetrics - 1));
        var bearing = U16(metrics, id < _wideMetrics ? 4 * id + 2 : 2 * _wideMetrics + 2 * id);
        return (advance, unchecked((short)bearing));
    }

    /// <summary>Where in a composed glyph's outline the numbers of its parts stand.</summary>
    public static IEnumerable<int> PartsOf(byte[] glyph)
    {
        if (glyph.Length < 10 || U16(glyph, 0) < 0x8000) yield break;

        var (place, more) = (10, true);
        while (more)
        {
            var flags = U16(glyph, place);
            yield return place + 2;
            var scale = (flags & 0x08) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0;
            place += 4 + ((flags & 0x01) != 0 ? 4 : 2) + scale;
            more = (flags & 0x20) != 0;
        }
    }

    /// <summary>The glyphs that a glyph is composed of, and those that they are.</summary>
    public IEnumerable<int> AllPartsOf(int id, int nesting = 0)
    {
        Invariant.Holds(nesting < MaxNesting, "a font's composed glyphs are not nested without end");
        var glyph = Glyph(id).ToArray();
        return PartsOf(glyph)
            .Select(place => (int)U16(glyph, place))
            .SelectMany(part => AllPartsOf(part, nesting + 1).Prepend(part));
    }

    public static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    public static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
