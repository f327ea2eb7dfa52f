using SkiaSharp;

namespace Billing.Platform.Printing;

/// <summary>A font as one document draws with it: its subset, held natively until the document is closed.</summary>
public sealed class DrawnFont : IDisposable
{
    private readonly PrintFont _font;
    private readonly FontSubset _subset;
    private readonly SKTypeface _typeface;

    private DrawnFont(PrintFont font, FontSubset subset)
    {
        (_font, _subset) = (font, subset);
        using var data = SKData.CreateCopy(subset.ToFile());
        _typeface = SKTypeface.FromData(data) ?? throw new InvalidOperationException("The subset is no font.");
    }

    public static DrawnFont Of(PrintFont font, Paper paper) => new(font, new(font, paper.Pages
        .SelectMany(page => page.Marks)
        .OfType<PaperPage.Mark.Letters>()
        .Where(letters => ReferenceEquals(letters.Line.Style.Font, font))
        .SelectMany(letters => letters.Line.Glyphs)));

    public void Draw(SKCanvas canvas, PaperPage.Mark.Letters letters, SKPaint paint)
    {
        var (line, count) = (letters.Line, letters.Line.Glyphs.Length);
        if (count == 0) return;

        var (numbers, places) = (new ushort[count], new SKPoint[count]);
        var scale = line.Style.Size / _font.UnitsPerEm;
        var pen = 0;
        foreach (var (index, glyph) in line.Glyphs.Index())
        {
            numbers[index] = _subset.NumberOf(glyph);
            places[index] = new((pen + glyph.OffsetX) * scale, -glyph.OffsetY * scale);
            pen += glyph.Advance;
        }

        using var font = new SKFont(_typeface, line.Style.Size)
        {
            Subpixel = true,
            LinearMetrics = true,
            Hinting = SKFontHinting.None,
        };
        using var builder = new SKTextBlobBuilder();
        builder.AddPositionedRun(numbers, font, places);
        using var blob = builder.Build();
        canvas.DrawText(blob, letters.X, letters.Baseline, paint);
    }

    public void Dispose() => _typeface.Dispose();
}
