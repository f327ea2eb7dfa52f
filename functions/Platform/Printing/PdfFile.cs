using Billing.Accounts;
using SkiaSharp;

namespace Billing.Platform.Printing;

/// <summary>What a PDF says of itself.</summary>
/// <param name="MadeAt">A fact of what is printed, never the clock: the same document is the same bytes.</param>
public sealed record PdfFacts(string Title, string Author, Language Language, DateTimeOffset MadeAt);

/// <summary>
/// Draws a paper as a PDF. The same paper and facts give the same bytes; the file holds the glyphs that it shows and
/// no others (decision 035).
/// </summary>
public static class PdfFile
{
    private const string Producer = "Billing";
    private const float RuleThickness = 0.6f;
    private static readonly SKColor RuleColor = new(205, 208, 214);
    private static readonly SKColor GroundColor = new(240, 242, 245);

    public static byte[] Of(Paper paper, PdfFacts facts)
    {
        using var regular = DrawnFont.Of(PrintFont.Regular, paper);
        using var bold = DrawnFont.Of(PrintFont.Bold, paper);
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, Metadata(facts)))
        {
            foreach (var page in paper.Pages)
            {
                using var canvas = document.BeginPage(Paper.Width, Paper.Height);
                foreach (var mark in page.Marks) Draw(canvas, mark, regular, bold);
                document.EndPage();
            }

            document.Close();
        }

        return PdfLanguage.Tell(file.ToArray(), EnumText.Format(facts.Language));
    }

    private static SKDocumentPdfMetadata Metadata(PdfFacts facts) => new()
    {
        Title = facts.Title,
        Author = facts.Author,
        Creator = Producer,
        Producer = Producer,
        Creation = facts.MadeAt.UtcDateTime,
        Modified = facts.MadeAt.UtcDateTime,
        RasterDpi = SKDocument.DefaultRasterDpi,
        EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
    };

    private static void Draw(SKCanvas canvas, PaperPage.Mark mark, DrawnFont regular, DrawnFont bold)
    {
        using var paint = new SKPaint { IsAntialias = true };
        switch (mark)
        {
            case PaperPage.Mark.Ground it:
                paint.Color = GroundColor;
                canvas.DrawRect(it.X, it.Y, it.Width, it.Height, paint);
                break;
            case PaperPage.Mark.Rule it:
                paint.Color = RuleColor;
                paint.StrokeWidth = RuleThickness;
                canvas.DrawLine(it.X, it.Y, it.X + it.Width, it.Y, paint);
                break;
            case PaperPage.Mark.Letters it:
                paint.Color = new(it.Line.Style.Gray, it.Line.Style.Gray, it.Line.Style.Gray);
                (it.Line.Style.Bold ? bold : regular).Draw(canvas, it, paint);
                break;
        }
    }
}
