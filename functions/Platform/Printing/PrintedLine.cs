using System.Collections.Immutable;

namespace Billing.Platform.Printing;

/// <summary>A line of text, shaped and measured, ready to be placed.</summary>
public sealed record PrintedLine(ImmutableArray<PrintGlyph> Glyphs, TextStyle Style, float Width)
{
    public static PrintedLine Of(string text, TextStyle style)
    {
        var glyphs = style.Font.Shape(text);
        return new(glyphs, style, glyphs.Sum(glyph => (long)glyph.Advance) * style.Size / style.Font.UnitsPerEm);
    }

    /// <summary>A text's lines, none wider than allowed.</summary>
    public static IEnumerable<PrintedLine> Wrap(StyledText text, float maxWidth) =>
        from paragraph in text.Text.Split('\n')
        let clean = PrintableText.Of(paragraph, text.Style.Font)
        from line in LineBreaks.Wrap(clean, maxWidth, piece => Of(piece, text.Style).Width)
        select Of(line, text.Style);
}
