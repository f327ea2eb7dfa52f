using Billing.Platform.Printing;
using SkiaSharp;

namespace Billing.Functions.Tests.Platform.Printing;

public sealed class FontSubsetTests
{
    [Fact]
    public void The_subset_draws_the_same_outlines_at_the_same_width()
    {
        var glyphs = PrintFont.Bold.Shape("Äệ請ガg₫Ω");
        var subset = new FontSubset(PrintFont.Bold, glyphs);
        using var whole = new SKFont(Typeface(PrintFont.Bold.File.ToArray()), 100);
        using var part = new SKFont(Typeface(subset.ToFile()), 100);

        foreach (var glyph in glyphs)
        {
            var (old, now) = ((ushort)glyph.Id, subset.NumberOf(glyph));
            using SKPath before = whole.GetGlyphPath(old), after = part.GetGlyphPath(now);
            Assert.Equal(before.ToSvgPathData(), after.ToSvgPathData());
            Assert.Equal(whole.GetGlyphWidths([old]), part.GetGlyphWidths([now]));
            Assert.Equal(now, part.GetGlyph(glyph.CodePoint));
        }
    }

    [Fact]
    public void A_glyph_that_stands_for_two_characters_is_found_as_both()
    {
        PrintGlyph one = new(40, 'A', 0, 0, 0), other = new(40, 'B', 0, 0, 0);

        var subset = new FontSubset(PrintFont.Regular, [one, other, one]);

        Assert.NotEqual(subset.NumberOf(one), subset.NumberOf(other));
    }

    private static SKTypeface Typeface(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        return SKTypeface.FromData(data);
    }
}
