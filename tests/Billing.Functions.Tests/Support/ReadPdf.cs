using Billing.Platform.Printing;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;

namespace Billing.Functions.Tests.Support;

/// <summary>A PDF read by another library: the text of its lines, top to bottom, and where its letters are.</summary>
public sealed record ReadPdf(IReadOnlyList<IReadOnlyList<string>> Pages, string? Title, string? Language, string Fault)
{
    private const double Slack = 0.5;

    /// <summary>All lines of all pages.</summary>
    public string Text => string.Join('\n', Pages.SelectMany(page => page));

    public static ReadPdf Of(byte[] file)
    {
        using var pdf = PdfDocument.Open(file);
        var pages = pdf.GetPages().ToList();
        var language = pdf.Structure.Catalog.CatalogDictionary.Data.GetValueOrDefault("Lang") as StringToken;
        var outside = pages.SelectMany(page => page.Letters).Where(IsOutside).Select(letter => letter.Value);
        return new([.. pages.Select(Lines)], pdf.Information.Title, language?.Data, string.Concat(outside));
    }

    private static List<string> Lines(Page page) =>
    [
        .. page.Letters
            .GroupBy(letter => Math.Round(letter.StartBaseLine.Y, 1))
            .OrderByDescending(line => line.Key)
            .Select(line => string.Concat(line.Select(letter => letter.Value))),
    ];

    private static bool IsOutside(Letter letter)
    {
        var box = letter.BoundingBox;
        return box.Left < Paper.Margin - Slack || box.Right > Paper.Width - Paper.Margin + Slack
            || box.Bottom < Paper.Margin - Slack || box.Top > Paper.Height - Paper.Margin + Slack;
    }
}
