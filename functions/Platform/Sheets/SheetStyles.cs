using System.Collections.Immutable;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Billing.Platform.Sheets;

/// <summary>The styles of every workbook, in the order of <see cref="SheetStyle"/>.</summary>
internal static class SheetStyles
{
    private const uint AsText = 49;
    private const uint FirstFormat = 164;

    private static readonly ImmutableArray<string> Formats =
    [
        "#,##0", "#,##0.00", "#,##0.00########", "#,##0.0#######", "yyyy\\-mm\\-dd\\ hh:mm:ss", "yyyy\\-mm\\-dd",
    ];

    public static Stylesheet Sheet() => new(
        new NumberingFormats(Formats.Select((format, i) =>
            new NumberingFormat { NumberFormatId = FirstFormat + (uint)i, FormatCode = format }))
        {
            Count = Count(Formats.Length),
        },
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })) { Count = 2 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(
            new Border(
                new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
            new Border(
                new LeftBorder(), new RightBorder(), new TopBorder(),
                new BottomBorder { Style = BorderStyleValues.Thin }, new DiagonalBorder())) { Count = 2 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(Cells()) { Count = Count(Formats.Length + 2) });

    private static IEnumerable<CellFormat> Cells()
    {
        yield return Cell(AsText);
        var heading = Cell(AsText);
        (heading.FontId, heading.ApplyFont, heading.BorderId, heading.ApplyBorder) = (1, true, 1, true);
        yield return heading;
        for (var i = 0; i < Formats.Length; i++) yield return Cell(FirstFormat + (uint)i);
    }

    private static CellFormat Cell(uint format) => new()
    {
        NumberFormatId = format,
        FontId = 0,
        FillId = 0,
        BorderId = 0,
        FormatId = 0,
        ApplyNumberFormat = true,
    };

    private static UInt32Value Count(int number) => (uint)number;
}
