using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HarfBuzzSharp;

namespace Billing.Platform.Printing;

/// <summary>
/// A typeface of printed documents: M PLUS 1p, which holds Latin, Vietnamese and Japanese in one design. It lives as
/// long as the process and is read by many threads at once.
/// </summary>
public sealed class PrintFont : IDisposable
{
    private static readonly Feature[] Features = [Off("liga"), Off("clig"), Off("dlig"), Off("calt")];

    private static readonly Lazy<PrintFont> RegularOnce = new(() => new("MPLUS1p-Regular.ttf"));
    private static readonly Lazy<PrintFont> BoldOnce = new(() => new("MPLUS1p-Bold.ttf"));

    // Pinned: the shaper reads these very bytes.
    private readonly byte[] _file;
    private readonly Font _font;

    private PrintFont(string resource)
    {
        using var stream = typeof(PrintFont).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The font {resource} is not in the assembly.");
        _file = GC.AllocateUninitializedArray<byte>(checked((int)stream.Length), pinned: true);
        stream.ReadExactly(_file);
        using var blob = new Blob(Marshal.UnsafeAddrOfPinnedArrayElement(_file, 0), _file.Length, MemoryMode.ReadOnly);
        using var face = new Face(blob, 0);
        UnitsPerEm = face.UnitsPerEm;
        _font = new(face);
        _font.SetScale(UnitsPerEm, UnitsPerEm);
    }

    public static PrintFont Regular => RegularOnce.Value;

    public static PrintFont Bold => BoldOnce.Value;

    /// <summary>The TrueType file.</summary>
    public ReadOnlyMemory<byte> File => _file;

    public int UnitsPerEm { get; }

    public bool Covers(int codePoint) => _font.TryGetNominalGlyph((uint)codePoint, out var glyph) && glyph != 0;

    /// <summary>
    /// The glyphs of a line, with kerning. Ligatures stay apart, so that each glyph is one character when the text is
    /// copied or searched.
    /// </summary>
    /// <param name="text">As <see cref="PrintableText"/> makes it.</param>
    public ImmutableArray<PrintGlyph> Shape(string text)
    {
        using var buffer = new HarfBuzzSharp.Buffer { ClusterLevel = ClusterLevel.Characters };
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        _font.Shape(buffer, Features);
        var (infos, positions) = (buffer.GlyphInfos, buffer.GlyphPositions);
        return [.. infos.Zip(positions, (info, position) => new PrintGlyph(
            (int)info.Codepoint,
            char.ConvertToUtf32(text, (int)info.Cluster),
            position.XAdvance,
            position.XOffset,
            position.YOffset))];
    }

    public void Dispose() => _font.Dispose();

    private static Feature Off(string tag) => new(Tag.Parse(tag), 0, 0, uint.MaxValue);
}

/// <summary>One glyph of a line.</summary>
/// <param name="Id">Its number in the font.</param>
/// <param name="CodePoint">The character that it stands for.</param>
/// <param name="Advance">To the next glyph, in units of the font, as the offsets are.</param>
public readonly record struct PrintGlyph(int Id, int CodePoint, int Advance, int OffsetX, int OffsetY);
