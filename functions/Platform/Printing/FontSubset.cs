using System.Buffers.Binary;

namespace Billing.Platform.Printing;

/// <summary>
/// A font with the glyphs of one document alone. Each pair of a glyph and the character that it stands for becomes a
/// glyph of its own, so that every character is found again when the document's text is copied (decision 035).
/// </summary>
public sealed class FontSubset
{
    private static readonly string[] Unchanged = ["OS/2", "cvt ", "fpgm", "prep", "name"];

    private readonly TrueTypeFile _font;
    private readonly List<int> _glyphs = [0];
    private readonly SortedDictionary<int, int> _byCodePoint = [];
    private readonly Dictionary<(int Glyph, int CodePoint), int> _numbers = [];
    private readonly Dictionary<int, int> _parts = [];

    public FontSubset(PrintFont font, IEnumerable<PrintGlyph> used)
    {
        _font = new(font.File);
        foreach (var key in used.Select(glyph => (glyph.Id, glyph.CodePoint)).Distinct().Order())
        {
            _numbers[key] = _glyphs.Count;
            _byCodePoint.TryAdd(key.CodePoint, _glyphs.Count);
            _glyphs.Add(key.Id);
        }

        foreach (var part in _glyphs.ToList().SelectMany(glyph => _font.AllPartsOf(glyph)).Distinct().Order())
        {
            _parts[part] = _glyphs.Count;
            _glyphs.Add(part);
        }

        Invariant.Holds(_glyphs.Count <= ushort.MaxValue, "a font has at most 65,535 glyphs");
    }

    /// <summary>The number of a glyph in the subset.</summary>
    public ushort NumberOf(PrintGlyph glyph) => checked((ushort)_numbers[(glyph.Id, glyph.CodePoint)]);

    /// <summary>The TrueType file.</summary>
    public byte[] ToFile()
    {
        var (outlines, places) = Outlines();
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["cmap"] = CharacterMap(),
            ["glyf"] = outlines,
            ["head"] = _font.Table("head").ToArray(),
            ["hhea"] = With(_font.Table("hhea").ToArray(), 34, _glyphs.Count),
            ["hmtx"] = Metrics(),
            ["loca"] = places,
            ["maxp"] = With(_font.Table("maxp").ToArray(), 4, _glyphs.Count),
            ["post"] = With(_font.Table("post")[..32].ToArray(), 0, 3),
        };
        foreach (var name in Unchanged.Where(_font.Has)) tables[name] = _font.Table(name).ToArray();
        return TrueTypeWriter.File(tables);
    }

    private (byte[] Outlines, byte[] Places) Outlines()
    {
        var (outlines, places) = (new BigEndianBytes(), new BigEndianBytes());
        foreach (var id in _glyphs)
        {
            places.U32(outlines.Length);
            var glyph = _font.Glyph(id).ToArray();
            foreach (var place in TrueTypeFile.PartsOf(glyph))
                With(glyph, place, _parts[TrueTypeFile.U16(glyph, place)]);
            outlines.Raw(glyph);
            outlines.Pad();
        }

        places.U32(outlines.Length);
        return (outlines.ToArray(), places.ToArray());
    }

    private byte[] Metrics()
    {
        var metrics = new BigEndianBytes();
        foreach (var id in _glyphs)
        {
            var (advance, bearing) = _font.Metric(id);
            metrics.U16(advance).U16(unchecked((ushort)bearing));
        }

        return metrics.ToArray();
    }

    /// <summary>One group for each character, in the format that holds all of Unicode (12).</summary>
    private byte[] CharacterMap()
    {
        var map = new BigEndianBytes();
        map.U16(0).U16(1).U16(3).U16(10).U32(12);
        map.U16(12).U16(0).U32(16 + 12 * _byCodePoint.Count).U32(0).U32(_byCodePoint.Count);
        foreach (var (codePoint, glyph) in _byCodePoint) map.U32(codePoint).U32(codePoint).U32(glyph);
        return map.ToArray();
    }

    private static byte[] With(byte[] table, int at, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(at), checked((ushort)value));
        return table;
    }
}
