using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using MiniExcelLibs;

namespace Billing.Functions.Tests.Support;

/// <summary>Opens workbooks with a library that did not write them, and looks at what they are made of.</summary>
public static class ReadSheet
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>In the order in which a reader sees them.</summary>
    public static List<string> Names(byte[] workbook) => new MemoryStream(workbook).GetSheetNames();

    /// <summary>The rows below the headings, as another library reads them: text, double or DateTime.</summary>
    public static List<IDictionary<string, object?>> Rows(byte[] workbook, string sheet) =>
        [.. new MemoryStream(workbook).Query(useHeaderRow: true, sheetName: sheet)
            .Select(row => (IDictionary<string, object?>)row)];

    /// <summary>The cells as they are stored: reference, kind and text, such as "A2 n 1.5".</summary>
    public static List<string> Cells(byte[] workbook, int sheet = 1) =>
    [
        .. Part(workbook, $"xl/worksheets/sheet{sheet}.xml").Descendants(Main + "c").Select(cell =>
            $"{cell.Attribute("r")?.Value} {cell.Attribute("t")?.Value} {cell.Value}"),
    ];

    public static XElement Part(byte[] workbook, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var part = zip.GetEntry(name)!.Open();
        return XElement.Load(part);
    }

    /// <summary>What breaks the schema of the format.</summary>
    public static List<string> Faults(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        return
        [
            .. new OpenXmlValidator().Validate(document).Select(it =>
                $"{it.Part?.Uri} {it.Path?.XPath} {it.Description}"),
        ];
    }
}
