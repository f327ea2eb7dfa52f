using System.Globalization;
using System.IO.Packaging;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Billing.Platform.Sheets;

/// <summary>One worksheet while its rows are written; nothing of a row is kept once it is written.</summary>
internal sealed class SheetPart : IDisposable
{
    private const string ContentType =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

    private static readonly OpenXmlAttribute[] Nothing = [];
    private static readonly OpenXmlAttribute[] KeepSpaces =
        [new("xml", "space", "http://www.w3.org/XML/1998/namespace", "preserve")];

    private readonly SheetLayout _layout;
    private readonly string[] _letters;
    private readonly Stream _stream;
    private readonly OpenXmlWriter _writer;
    private readonly Row _row = new();
    private readonly Cell _cell = new();
    private readonly CellValue _value = new();
    private readonly InlineString _inline = new();
    private readonly Text _text = new();
    private readonly List<OpenXmlAttribute> _rowMarks = [default];
    private readonly List<OpenXmlAttribute> _cellMarks = [default, default, default];

    public SheetPart(Package package, Uri address, SheetLayout layout)
    {
        _layout = layout;
        _letters = [.. layout.Columns.Select((_, i) => Letters(i))];
        _stream = package.CreatePart(address, ContentType, CompressionOption.Fast)
            .GetStream(FileMode.Create, FileAccess.Write);
        _writer = OpenXmlWriter.Create(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Begin();
    }

    /// <summary>With the headings.</summary>
    public int Rows { get; private set; }

    /// <summary>From the first heading to the last cell.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"A1:{_letters[^1]}{Rows}");

    public void Add(ReadOnlySpan<SheetCell> cells)
    {
        Invariant.Holds(cells.Length <= _letters.Length, "A row has no more cells than its sheet has columns");
        var number = (++Rows).ToString(CultureInfo.InvariantCulture);
        _rowMarks[0] = new("r", "", number);
        _writer.WriteStartElement(_row, _rowMarks);
        for (var i = 0; i < cells.Length; i++)
            if (cells[i].Value.Length > 0) Write(cells[i], _letters[i] + number);
        _writer.WriteEndElement();
    }

    /// <summary>Ends the sheet: what follows the rows is known only now.</summary>
    public void End()
    {
        _writer.WriteEndElement();
        if (_layout.HasFilter) _writer.WriteElement(new AutoFilter { Reference = Range });
        _writer.WriteEndElement();
        Dispose();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    private void Begin()
    {
        _writer.WriteStartDocument();
        _writer.WriteStartElement(new Worksheet());
        _writer.WriteElement(new SheetViews(new SheetView(
            new Pane
            {
                VerticalSplit = 1,
                TopLeftCell = "A2",
                ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            },
            new Selection { Pane = PaneValues.BottomLeft })
        {
            WorkbookViewId = 0,
        }));
        _writer.WriteElement(new Columns(_layout.Columns.Select((column, i) => new Column
        {
            Min = (uint)i + 1,
            Max = (uint)i + 1,
            Width = column.Width,
            CustomWidth = true,
        })));
        _writer.WriteStartElement(new SheetData());
        Add([.. _layout.Columns.Select(column => SheetCell.Heading(column.Heading))]);
    }

    private void Write(SheetCell cell, string reference)
    {
        _cellMarks[0] = new("r", "", reference);
        _cellMarks[1] = new("s", "", ((int)cell.Style).ToString(CultureInfo.InvariantCulture));
        _cellMarks[2] = new("t", "", cell.IsText ? "inlineStr" : "n");
        _writer.WriteStartElement(_cell, _cellMarks);
        if (cell.IsText)
        {
            _writer.WriteStartElement(_inline, Nothing);
            Write(_text, KeepSpaces, SheetText.Safe(cell.Value));
            _writer.WriteEndElement();
        }
        else Write(_value, Nothing, cell.Value);
        _writer.WriteEndElement();
    }

    private void Write(OpenXmlElement element, OpenXmlAttribute[] marks, string text)
    {
        _writer.WriteStartElement(element, marks);
        _writer.WriteString(text);
        _writer.WriteEndElement();
    }

    private static string Letters(int column) =>
        (column >= 26 ? Letters(column / 26 - 1) : "") + (char)('A' + column % 26);
}
